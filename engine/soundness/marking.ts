import type { Node } from '../elements/index.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import type { Flow, ProcessProgram, Program } from '../program.ts';
import { judge } from './judge.ts';
import type { Limits, Verdict } from './search.ts';

/** Tokens of one scope: at nodes, and on flows that have come to a join; as often as there are tokens. */
export interface Marking {
  readonly nodes: readonly string[];
  readonly flows: readonly string[];
}

/**
 * What may become of a scope from here on, wherever its tokens stand. A step at which a token stands is looked at as one
 * that it enters now. Nothing is said of what lies behind the tokens.
 * @param limits of the search: a caller that holds somebody up gives lower ones than the publish gate.
 */
export function judgeFrom(program: Program, processKey: string, scope: string, marking: Marking, limits?: Limits): Verdict {
  if (marking.nodes.length + marking.flows.length === 0) return { flaws: [], decided: true, markings: 0, steps: 0 };
  const process = withMarking(program.processes[processKey]!, scope, marking);
  const index = indexOf({ ...program, processes: { ...program.processes, [processKey]: process } }, processKey);
  const verdict = judge(index, scope, limits);
  // What was passed before is not met again, and that is no flaw.
  return { ...verdict, flaws: verdict.flaws.filter(({ kind }) => kind !== 'dead') };
}

const START = '.from';
const SPLIT = '.tokens';

/** The scope as if it began with these tokens: one start, a split, a flow to each token. */
function withMarking(process: ProcessProgram, scope: string, marking: Marking): ProcessProgram {
  const { nodes, flows } = beforeGateways(process, marking);
  // A drawn start is only passed: the scope begins elsewhere.
  const kept = process.nodes.map((node) => (node.scope === scope && node.kind === 'startEvent' ? { ...node, kind: 'parallelGateway' } : node));
  const ways = [...nodes.map((id, i): Flow => ({ id: `.to${i}`, source: SPLIT, target: id })), ...[...new Set(flows)].flatMap((id, i) => onFlow(id, i, flows))];
  const detours = new Map([...new Set(flows)].map((id, i) => [id, `.on${i}`]));
  const added = [
    { id: START, kind: 'startEvent', trigger: { kind: 'none' }, interrupting: true },
    { id: SPLIT, kind: 'parallelGateway' },
    ...[...detours.values()].map((id) => ({ id, kind: 'exclusiveGateway' })),
  ];
  const drawn = process.flows.map((flow): Flow => (detours.has(flow.id) ? { ...flow, target: detours.get(flow.id)! } : flow));
  const rest = process.flows.flatMap((flow): Flow[] => (detours.has(flow.id) ? [{ id: `${flow.id}.`, source: detours.get(flow.id)!, target: flow.target }] : []));
  const all = [...drawn, ...rest, ...ways, { id: '.begin', source: START, target: SPLIT }];
  const tie = (node: { readonly id: string }): Node => ({ ...node, scope: 'scope' in node ? node.scope : scope, incoming: all.filter(({ target }) => target === node.id).map(({ id }) => id), outgoing: all.filter(({ source }) => source === node.id).map(({ id }) => id) }) as unknown as Node;
  return { ...process, nodes: [...kept, ...added].map(tie), flows: all };
}

/** A token at a gateway stands on the flow before it: one more way in would make a join of a split. */
function beforeGateways(process: ProcessProgram, { nodes, flows }: Marking): Marking {
  const drawn = new Map(process.nodes.map((node) => [node.id, node]));
  const flowInto = (id: string): string | undefined => (drawn.get(id)!.kind.endsWith('Gateway') && drawn.get(id)!.incoming.length === 1 ? drawn.get(id)!.incoming[0] : undefined);
  return { nodes: nodes.filter((id) => flowInto(id) === undefined), flows: [...flows, ...nodes.flatMap((id) => flowInto(id) ?? [])] };
}

/** One flow for each token that stands on the drawn one. */
const onFlow = (id: string, i: number, flows: readonly string[]): Flow[] =>
  flows.filter((each) => each === id).map((_, n): Flow => ({ id: `.to${i}.${n}`, source: SPLIT, target: `.on${i}` }));
