import type { Node } from '../elements/index.ts';
import type { Flow, Program } from '../program.ts';
import { edgesOf, type Net, type NetEdge, type NetNode } from './net.ts';

const KEY = 'net';

/** The end of everything. A step stands before it: the search does that one last, since the standard knows no order among tokens that move at once. */
const STOP = '.stop';

/**
 * A net as a program that the interpreter runs: every resting place is a step somebody has to finish, every event a
 * message of its own, every choice a condition that the search answers. Flows are named after their edges.
 */
export function programOf(net: Net): Program {
  const nodes: Node[] = [];
  const flows: Flow[] = [];
  for (const node of net.nodes.values()) {
    nodes.push(...nodesOf(net, node));
    // An event-based gateway leads to its events by flows of their own.
    if (node.gateway) for (const id of node.out) flows.push({ id: waitOf(id), source: node.id, target: eventOf(id) });
    if (node.op === 'terminate') flows.push({ id: `${STOP}-on`, source: node.id, target: STOP });
  }
  for (const edge of net.edges.values()) {
    const { source, more } = sourceOf(net, edge);
    const condition = more.condition === undefined ? {} : { condition: more.condition };
    if (edge.rest === null) flows.push({ id: edge.id, source, target: edge.to, ...condition });
    else {
      nodes.push(step(restOf(edge.id)));
      flows.push({ id: edge.id, source, target: restOf(edge.id), ...condition }, { id: onOf(edge.id), source: restOf(edge.id), target: edge.to });
    }
  }
  return { format: 1, sem: 1, profile: 'bpmn', main: KEY, processes: { [KEY]: { key: KEY, name: KEY, nodes: tied(nodes, flows), flows } } };
}

/** The step that a token rests in on an edge, and the flow on from it. */
export const restOf = (edge: string): string => `${edge}-rest`;
export const onOf = (edge: string): string => `${edge}-on`;
/** The condition of a way that depends on the phase of its gateway: the interpreter tells such by the word in it. */
const phased = (edge: string): string => `waitingForStart ${edge}`;
/** The edge whose condition is asked. */
export const askedOf = (condition: string): string => condition.replace(/^waitingForStart /, '');
const waitOf = (edge: string): string => `${edge}-wait`;
/** The event that leads out of a rest by an edge. */
const eventOf = (edge: string): string => `${edge}-event`;

const base = (id: string) => ({ id, scope: KEY, incoming: [] as string[], outgoing: [] as string[] });
const step = (id: string): Node => ({ ...base(id), kind: 'userTask', activity: true });

function nodesOf(net: Net, node: NetNode): Node[] {
  const { id } = node;
  switch (node.op) {
    case 'source':
      return [{ ...base(id), kind: 'startEvent', trigger: { kind: 'none' }, interrupting: true }];
    case 'end':
      return [{ ...base(id), kind: 'endEvent', trigger: { kind: 'none' } }];
    case 'terminate':
      return [step(id), { ...base(STOP), kind: 'endEvent', trigger: { kind: 'terminate' } }];
    case 'xorMerge':
    case 'xorSplit': {
      // The last way is taken when no other is: one always is.
      const last = node.out.at(-1);
      return [{ ...base(id), kind: 'exclusiveGateway', ...(last === undefined || node.op === 'xorMerge' ? {} : { default: last }) }];
    }
    case 'andJoin':
    case 'andSplit':
    case 'orJoin':
    case 'orSplit': {
      if (node.gives !== undefined) return [{ ...base(id), kind: 'task', activity: true, completionQuantity: node.gives, ...otherwise(net, node) }];
      return [{ ...base(id), kind: node.op.startsWith('and') ? 'parallelGateway' : 'inclusiveGateway', ...otherwise(net, node) }];
    }
    case 'countJoin':
      return [{ ...base(id), kind: 'task', activity: true, startQuantity: node.takes! }];
    case 'complexJoin':
      // The search answers the question named after the gateway by counting.
      return [{ ...base(id), kind: 'complexGateway', activation: id, ...otherwise(net, node) }];
    case 'rest':
      return restNodes(net, node);
  }
}

function otherwise(net: Net, node: NetNode): { readonly default?: string } {
  const other = edgesOf(net, node.out).find(({ taken }) => taken === 'default');
  return other ? { default: other.id } : {};
}

/** A step with the events at its edge, or an event-based gateway with those it waits for. */
function restNodes(net: Net, node: NetNode): Node[] {
  const events = edgesOf(net, node.out).filter(({ exit }) => exit !== 'done');
  const trigger = (edge: NetEdge) => ({ kind: 'message', name: edge.id }) as const;
  if (node.gateway) return [{ ...base(node.id), kind: 'eventBasedGateway' }, ...events.map((edge): Node => ({ ...base(eventOf(edge.id)), kind: 'intermediateCatchEvent', trigger: trigger(edge) }))];
  return [step(node.id), ...events.map((edge): Node => ({ ...base(eventOf(edge.id)), kind: 'boundaryEvent', trigger: trigger(edge), attachedTo: node.id, interrupting: edge.exit === 'event' }))];
}

/** Which node of the program an edge leaves, and on which condition. */
function sourceOf(net: Net, edge: NetEdge): { readonly source: string; readonly more: { readonly condition?: string } } {
  const from = net.nodes.get(edge.from)!;
  if (from.op === 'rest') return { source: edge.exit === 'done' && !from.gateway ? from.id : eventOf(edge.id), more: {} };
  const chosen = (from.op === 'xorSplit' && from.out.at(-1) !== edge.id) || edge.taken === 'choice';
  return { source: from.id, more: chosen ? { condition: edge.phase === undefined ? edge.id : phased(edge.id) } : {} };
}

/** Every node with the flows that come to it and leave it. */
function tied(nodes: readonly Node[], flows: readonly Flow[]): Node[] {
  const [incoming, outgoing] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const { id, source, target } of flows) {
    outgoing.set(source, [...(outgoing.get(source) ?? []), id]);
    incoming.set(target, [...(incoming.get(target) ?? []), id]);
  }
  return nodes.map((node) => ({ ...node, incoming: incoming.get(node.id) ?? [], outgoing: outgoing.get(node.id) ?? [] }));
}
