import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nodesOfScope, type FlowEdge, type FlowNode, type Scope, type Sequence } from '../../../../designer/outline/tree/block.ts';
import { isNested, parseScope } from '../../../../designer/outline/tree/parse.ts';
import { drawNest, randomNest } from './randomNest.ts';
import { seed } from '../../../support/seed.ts';

process.stdout.write(`random nests and tangles: seed ${seed}\n`);

const kinds: Readonly<Record<string, string>> = { s: 'bpmn:StartEvent', e: 'bpmn:EndEvent', x: 'bpmn:ExclusiveGateway', p: 'bpmn:ParallelGateway', i: 'bpmn:InclusiveGateway', v: 'bpmn:EventBasedGateway' };
/** `a>b` lines; the first letter of an id says what it is; `b@a` is an event at the edge of a. */
function read(text: string): Scope {
  const nodes = new Map<string, FlowNode>();
  const edges: FlowEdge[] = [];
  const add = (word: string): string => {
    const [id, host] = word.split('@') as [string, string?];
    if (host !== undefined || !nodes.has(id)) nodes.set(id, { id, type: host === undefined ? (kinds[id[0]!] ?? 'bpmn:UserTask') : 'bpmn:BoundaryEvent', attachedTo: host ?? null });
    return id;
  };
  for (const way of text.trim().split(/\s+/)) {
    const ids = way.split('>').map(add);
    for (const [index, target] of ids.slice(1).entries()) edges.push({ id: `${ids[index]}>${target}`, source: ids[index]!, target });
  }
  return parseScope([...nodes.values()], edges);
}
/** A sequence in few letters: `split[branch | branch]join`, `{event: …}` at an edge, `~` for a tangle. */
function short({ blocks, ending }: Sequence): string {
  const parts = blocks.map((block) => {
    if (block.kind === 'tangle') return `~(${block.nodes.join(' ')})`;
    if (block.kind === 'group') return `${block.id}[${block.branches.map(short).join(' | ')}]${block.join ?? ''}`;
    return `${block.id}${block.beside.map(({ event, sequence }) => `{${event}: ${sequence === null ? '' : short(sequence)}}`).join('')}${block.join ?? ''}`;
  });
  return [...parts, ...(ending.kind === 'join' || ending.kind === 'end' ? [] : [ending.kind === 'back' ? `↩${ending.to}` : '…'])].join(' ');
}

describe('reading a drawing as nested blocks', () => {
  test.each([
    ['steps one after another', 's>a>b>e', 's a b e'],
    ['branches that meet', 's>p>a>p2>e p>b>p2', 's p[a | b]p2 e'],
    ['an empty branch', 's>x>a>x2>e x>x2', 's x[a | ]x2 e'],
    ['a branch that ends by itself', 's>x>a>e1 x>b>x2>c>e2 x>d>x2', 's x[a e1 | b | d]x2 c e2'],
    ['the branch that does not end is what follows', 's>x>a>e1 x>b>c>e2', 's x[a e1 | …] b c e2'],
    ['a branch that leads back', 's>x0>a>x>b>x0 x>c>e', 's x0 a x[b ↩x0 | …] c e'],
    ['a branch that leads back at once', 's>x0>a>x>x0 x>c>e', 's x0 a x[↩x0 | …] c e'],
    ['leading back to a step itself', 's>a>x>b>a x>e', 's a x[b ↩a | …] e'],
    ['groups within groups', 's>p>x>a>x2>p2>e x>b>x2 p>c>p2', 's p[x[a | b]x2 | c]p2 e'],
    ['a group that shares the join of the group around it', 's>x>y1>a>x2>e x>x3>b>x2 x3>c>x2', 's x[y1 a | x3[b | c]]x2 e'],
    ['branches that meet in a step', 's>x>a>c>e x>b>c', 's x[a | b] c e'],
    ['an event at the edge whose way ends', 's>a>b>e t@a>n>e2', 's a{t: n e2} b e'],
    ['an event at the edge whose way comes back after the step', 's>a>x>b>e t@a>n>x', 's a{t: n}x b e'],
    ['an event at the edge without a way', 's>a>e t@a', 's a{t: } e'],
    ['ways of events that meet further on are one tangle', 's>a>b>x>c>e t@a>n>x', 's ~(a b t n x) c e'],
    ['branches that cross are one tangle', 's>p>a>q>p2>e p>b>q p>c>p2 b>p2', 's ~(p a b q c p2) e'],
    ['a tangle inside a branch', 's>p>x>a>b>x2>p2>e x>c>b a>x2 p>d>p2', 's p[~(x a c b x2) | d]p2 e'],
    ['parallel lines that never meet', 's>p>a>e1 p>b>e2', 's p[a e1 | b e2]'],
    ['several beginnings that meet are one tangle', 's>x>a>e s2>x', '~(s x a e)'],
  ])('%s', (_title, text, expected) => {
    const scope = read(text);
    expect(short(scope.main).replace(/ {2,}/g, ' ')).toBe(expected);
  });

  test('what is begun by an event or for compensation stands aside, what nothing leads to is a beginning of its own', () => {
    const node = (id: string, aside = false, type = 'bpmn:UserTask'): FlowNode => ({ id, type, attachedTo: null, aside });
    const scope = parseScope([node('undo', true), node('start', false, 'bpmn:StartEvent'), node('a'), node('loose')], [{ id: 'f', source: 'start', target: 'a' }]);

    expect([short(scope.main), scope.further.map(short), scope.aside.map(({ id }) => id)]).toEqual(['start a', ['loose'], ['undo']]);
  });

  test('an empty scope has no blocks', () => {
    expect(parseScope([], []).main.blocks).toEqual([]);
  });

  test('any nest is read as it was drawn', () => {
    fc.assert(
      fc.property(randomNest, (plan) => {
        const drawn = drawNest(plan);
        const scope = parseScope(drawn.nodes, drawn.edges);
        expect(scope).toEqual({ main: drawn.main, further: [], aside: [] });
        expect(isNested(scope)).toBe(true);
      }),
      { numRuns: 300, seed },
    );
  });

  test('of any drawing every node is shown once, and every flow that is offered as a place lies between its two blocks', () => {
    const size = 12;
    const drawing = fc.record({
      types: fc.array(fc.constantFrom('x', 'p', 'u', 'i', 'v', 'e'), { minLength: 3, maxLength: size }),
      flows: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 20 }),
      hosts: fc.array(fc.nat(size - 1), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(drawing, ({ types, flows, hosts }) => {
        const nodes: FlowNode[] = [{ id: 's', type: 'bpmn:StartEvent', attachedTo: null }, ...types.map((kind, index) => ({ id: `${kind}${index}`, type: kinds[kind] ?? 'bpmn:UserTask', attachedTo: null }))];
        const at = (index: number): FlowNode => nodes[index % nodes.length]!;
        nodes.push(...hosts.map((host, index): FlowNode => ({ id: `b${index}`, type: 'bpmn:BoundaryEvent', attachedTo: at(host).id })));
        const edges = flows.map(([a, b], index): FlowEdge => ({ id: `f${index}`, source: at(a).id, target: at(b).id })).filter(({ target }) => !target.startsWith('b'));
        edges.unshift({ id: 'first', source: 's', target: nodes[1]!.id });

        const scope = parseScope(nodes, edges);

        expect(nodesOfScope(scope).sort()).toEqual(nodes.map(({ id }) => id).sort());
        const all: Sequence[] = [scope.main, ...scope.further];
        const byId = new Map(edges.map((edge) => [edge.id, edge]));
        for (const sequence of all) {
          expect(sequence.flows).toHaveLength(sequence.blocks.length + 1);
          for (const [index, block] of sequence.blocks.entries()) {
            const flow = sequence.flows[index];
            if (flow !== null && flow !== undefined) expect(byId.get(flow)!.target).toBe(block.id);
            if (block.kind === 'group') all.push(...block.branches);
            if (block.kind === 'step') all.push(...block.beside.flatMap((each) => each.sequence ?? []));
          }
        }
      }),
      { numRuns: 1500, seed },
    );
  });
});
