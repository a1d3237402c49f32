import fc from 'fast-check';
import type { Block, Branch, FlowEdge, FlowNode, Sequence, Way } from '../../../../designer/outline/tree/block.ts';

/** What a random nest is made of, before it has ids. */
type Plan = PlanBlock[];
type PlanBlock = { kind: 'step'; beside: { plan: Plan; comesBack: boolean }[] } | { kind: 'group'; way: Way; branches: { plan: Plan; ends: 'join' | 'end' | 'back' }[] };

const steps = fc.constant<PlanBlock>({ kind: 'step', beside: [] });

/** Random nests: steps with events at their edge, groups of which some branches end or lead back. */
export const randomNest: fc.Arbitrary<Plan> = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.array(
    fc.oneof(
      { maxDepth: 3, depthIdentifier: 'nest', depthSize: 'small' },
      steps,
      fc.record({ kind: fc.constant('step' as const), beside: fc.array(fc.record({ plan: tie('plan'), comesBack: fc.boolean() }), { minLength: 1, maxLength: 2 }) }),
      fc.record({
        kind: fc.constant('group' as const),
        way: fc.constantFrom<Way>('parallel', 'exclusive', 'inclusive', 'event'),
        branches: fc.array(fc.record({ plan: tie('plan'), ends: fc.constantFrom('join' as const, 'join' as const, 'end' as const, 'back' as const) }), { minLength: 2, maxLength: 3 }),
      }),
    ),
    { maxLength: 4 },
  ),
})).plan;

const types: Readonly<Record<Way, string>> = { parallel: 'bpmn:ParallelGateway', exclusive: 'bpmn:ExclusiveGateway', inclusive: 'bpmn:InclusiveGateway', event: 'bpmn:EventBasedGateway', complex: 'bpmn:ComplexGateway' };

/** A nest as drawn, beside the blocks it must be read as. */
export interface DrawnNest {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly main: Sequence;
}

/** Draws a nest between a start and an end. Two branches of every group meet, so that what follows is beyond doubt. */
export function drawNest(plan: Plan): DrawnNest {
  const nodes: FlowNode[] = [];
  const edges: FlowEdge[] = [];
  const count: Record<string, number> = {};
  const fresh = (prefix: string): string => `${prefix}${(count[prefix] = (count[prefix] ?? 0) + 1)}`;
  const node = (prefix: string, type: string, attachedTo: string | null = null): string => {
    const id = fresh(prefix);
    nodes.push({ id, type, attachedTo });
    return id;
  };
  const edge = (source: string, target: string): string => {
    const id = `${source}-${fresh('f')}-${target}`;
    edges.push({ id, source, target });
    return id;
  };
  // A flow whose target isn't known yet: blocks are drawn from left to right.
  type Open = (target: string) => string;
  const from = (source: string): Open => (target) => edge(source, target);

  function sequence(blocks: Plan, entry: Open, back: string): { read: Omit<Sequence, 'ending'>; exit: Open } {
    const read: Block[] = [];
    const flows: (string | null)[] = [];
    let open = entry;
    for (const each of blocks) {
      const drawn = each.kind === 'step' ? step(each, back) : group(each, back);
      flows.push(open(drawn.first));
      read.push(drawn.finish());
      open = drawn.exit();
    }
    return { read: { blocks: read, flows }, exit: open };
  }

  function close({ read, exit }: ReturnType<typeof sequence>, ends: 'join' | 'end' | 'back', join: string, back: string): Sequence {
    if (ends === 'end') {
      const end = node('end', 'bpmn:EndEvent');
      return { blocks: [...read.blocks, { kind: 'step', id: end, beside: [], join: null }], flows: [...read.flows, exit(end), null], ending: { kind: 'end' } };
    }
    const flow = exit(ends === 'back' ? back : join);
    return { blocks: read.blocks, flows: [...read.flows, flow], ending: ends === 'back' ? { kind: 'back', to: back } : { kind: 'join' } };
  }

  function step({ beside }: Extract<PlanBlock, { kind: 'step' }>, back: string) {
    const id = node('s', 'bpmn:UserTask');
    const comesBack = beside.some((each) => each.comesBack);
    const merge = comesBack ? node('m', 'bpmn:ExclusiveGateway') : null;
    return {
      first: id,
      finish: (): Block => {
        const drawn = beside.map(({ plan, comesBack: joins }) => {
          const event = node('b', 'bpmn:BoundaryEvent', id);
          return { event, sequence: close(sequence(plan, from(event), back), joins ? 'join' : 'end', merge ?? '', back) };
        });
        if (merge !== null) edge(id, merge);
        return { kind: 'step', id, beside: drawn, join: merge };
      },
      exit: (): Open => from(merge ?? id),
    };
  }

  function group({ way, branches }: Extract<PlanBlock, { kind: 'group' }>, back: string) {
    const split = node('g', types[way]);
    const join = node('j', types[way === 'event' ? 'exclusive' : way]);
    return {
      first: split,
      finish: (): Block => {
        const drawn = branches.map(({ plan, ends }, index): Branch => {
          const kind = index < 2 ? 'join' : ends;
          const read = close(sequence(plan, from(split), back), kind, join, back);
          return { ...read, flow: read.flows[0]! };
        });
        return { kind: 'group', id: split, way, join, branches: drawn };
      },
      exit: (): Open => from(join),
    };
  }

  const start = node('start', 'bpmn:StartEvent');
  const again = node('again', 'bpmn:ExclusiveGateway');
  const inner = sequence(plan, from(again), again);
  const first = edge(start, again);
  const end = node('last', 'bpmn:EndEvent');
  const last = inner.exit(end);
  const one = (id: string): Block => ({ kind: 'step', id, beside: [], join: null });
  return { nodes, edges, main: { blocks: [one(start), one(again), ...inner.read.blocks, one(end)], flows: [null, first, ...inner.read.flows, last, null], ending: { kind: 'end' } } };
}
