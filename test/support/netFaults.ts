import type { Below, Making, MutableFlow, MutableNode } from './randomNet.ts';

type Pick = <T>(from: readonly T[]) => T | undefined;

/** Changes a net in one way; false where there is nothing that it could change. */
type Fault = (net: Making, pick: Pick, below: Below) => boolean;

/** One change of the kinds that drawings suffer. */
export function spoil(net: Making, below: Below): void {
  const pick: Pick = (from) => (from.length === 0 ? undefined : from[below(from.length)]);
  for (let tries = 0; tries < 5; tries += 1) if (pick(FAULTS)!(net, pick, below)) return;
}

const kindOf = (net: Making, id: string) => net.nodes.find((node) => node.id === id)!.kind;
const is = (...kinds: readonly MutableNode['kind'][]) => ({ kind }: MutableNode): boolean => kinds.includes(kind);
/** Nodes that a flow may lead to. */
const targets = ({ nodes }: Making): MutableNode[] => nodes.filter((node) => !is('start', 'boundary', 'catch')(node));
/** Flows whose end may be moved: those to the events of a gateway stay. */
const movable = (net: Making): MutableFlow[] => net.flows.filter(({ source }) => kindOf(net, source) !== 'event');

const otherGateway: Fault = (net, pick, below) => {
  const gateway = pick(net.nodes.filter(is('xor', 'and', 'or', 'complex')));
  if (!gateway) return false;
  gateway.kind = pick((['xor', 'and', 'or', 'complex'] as const).filter((kind) => kind !== gateway.kind))!;
  const { kind } = gateway;
  if (kind === 'complex') gateway.needs = 1 + below(2);
  else delete gateway.needs;
  // A gateway of another kind says of its ways no more than that kind does.
  for (const flow of net.flows.filter(({ source }) => source === gateway.id)) {
    if (kind !== 'complex') delete flow.phase;
    if (kind !== 'or') delete flow.fallback;
  }
  return true;
};

const branchMissing: Fault = (net, pick) => {
  const several = (end: 'source' | 'target', { [end]: id }: MutableFlow): boolean => net.flows.filter((other) => other[end] === id).length > 1;
  const flow = pick(net.flows.filter((each) => several('source', each) && several('target', each)));
  if (flow) net.flows.splice(net.flows.indexOf(flow), 1);
  return flow !== undefined;
};

const flowTooMany: Fault = (net, pick) => {
  const from = pick(net.nodes.filter((node) => !is('end', 'terminate', 'event', 'start')(node)));
  const to = pick(targets(net).filter((node) => !is('end', 'terminate')(node)));
  if (!from || !to || from === to) return false;
  net.flow(from.id, to.id);
  return true;
};

/** A branch goes past its join, or into another block, or back. */
const leadsElsewhere: Fault = (net, pick) => {
  const [flow, to] = [pick(movable(net)), pick(targets(net))];
  if (!flow || !to || to.id === flow.source || to.id === flow.target) return false;
  flow.target = to.id;
  return true;
};

const endsEverything: Fault = (net, pick) => {
  const end = pick(net.nodes.filter(is('end')));
  if (end) end.kind = 'terminate';
  return end !== undefined;
};

const endsBeforeItsJoin: Fault = (net, pick) => {
  const flow = pick(movable(net).filter(({ target }) => !is('end', 'terminate')(net.nodes.find(({ id }) => id === target)!)));
  if (flow) flow.target = net.node('end');
  return flow !== undefined;
};

/** An event at the edge takes the place of its step, or no longer does. */
const interruptsOrNot: Fault = (net, pick) => {
  const event = pick(net.nodes.filter(is('boundary')));
  if (event) event.interrupting = !event.interrupting;
  return event !== undefined;
};

const eventTooMany: Fault = (net, pick, below) => {
  const [host, to] = [pick(net.nodes.filter(is('task'))), pick(targets(net))];
  if (!host || !to) return false;
  net.flow(net.node('boundary', { on: host.id, interrupting: below(2) === 0 }), to.id);
  return true;
};

const wrongNumber: Fault = (net, pick) => {
  const counted = pick(net.nodes.filter(({ takes, gives, needs }) => (takes ?? gives ?? needs) !== undefined));
  for (const name of ['takes', 'gives', 'needs'] as const) if (counted?.[name] !== undefined) counted[name] = 1 + (counted[name] % 3);
  return counted !== undefined;
};

const numberTooMany: Fault = (net, pick, below) => {
  const task = below(4) === 0 ? pick(net.nodes.filter(is('task'))) : undefined;
  if (task) task[below(2) === 0 ? 'takes' : 'gives'] = 2;
  return task !== undefined;
};

/** Each as often as it stands here. */
const FAULTS: readonly Fault[] = [
  otherGateway, otherGateway, branchMissing, flowTooMany, leadsElsewhere, leadsElsewhere, leadsElsewhere, endsEverything, endsBeforeItsJoin, interruptsOrNot, eventTooMany, wrongNumber, numberTooMany,
];
