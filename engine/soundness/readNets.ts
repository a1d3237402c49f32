import { looksAtPhase } from '../elements/complexGateway.ts';
import { isActivity, type Node } from '../elements/index.ts';
import { beginnings, instantiates, type ProcessIndex } from '../interpreter/programIndex.ts';
import { addEdge, addNode, END, type Net, type NetOp, NEVER, newNet, SOURCE, TERMINATE } from './net.ts';

/** Ways into a net, each a set of nodes that begin together. */
type Roots = readonly (readonly string[])[];

/**
 * Reads the control flow of a scope. Steps are taken as done at some time, whatever is inside; the events at their edge as
 * happening at any time while they are open. What a non-interrupting event starts is a net of its own where it never
 * meets the rest; else, and where it is among those `kept`, it is looked at as happening at most once.
 */
export function readNets(index: ProcessIndex, scope: string, kept: ReadonlySet<string> = new Set()): Net[] {
  const roots = rootsOf(index, scope);
  if (roots.length === 0) return [];
  const apart = new Set([...separate(index, scope, roots.flat())].filter((id) => !kept.has(id)));
  return [readNet(index, scope, roots, apart), ...[...apart].map((id) => readNet(index, scope, [[id]], apart, id))];
}

/** The none start events together, or one event that triggers, or what instantiates; an event sub-process begins at its event. */
function rootsOf(index: ProcessIndex, scope: string): Roots {
  const inside = index.contents.get(scope) ?? [];
  const isPlain = (node: Node): boolean => node.kind === 'startEvent' && node.trigger.kind === 'none';
  const triggered = inside.filter((node) => (node.kind === 'startEvent' && !isPlain(node)) || instantiates(node)).map(({ id }) => [id]);
  const plain = inside.filter(isPlain).map(({ id }) => id);
  const adHoc = index.nodes.get(scope);
  // One at a time: each is a beginning of its own.
  if (adHoc?.kind === 'adHocSubProcess' && (adHoc.sequential || adHoc.byPerson)) return beginnings(inside).map((id) => [id]);
  const together = triggered.length > 0 ? plain : beginnings(inside);
  return [...(together.length > 0 ? [together] : []), ...triggered];
}

/** Non-interrupting events whose way meets no other, and does not end the whole scope. */
function separate(index: ProcessIndex, scope: string, roots: readonly string[]): Set<string> {
  const beside = (index.contents.get(scope) ?? []).filter((node) => node.kind === 'boundaryEvent' && !node.interrupting && node.trigger.kind !== 'compensation').map(({ id }) => id);
  return new Set(
    beside.filter((id) => {
      const others = reach(index, roots, (event) => event === id);
      return others.has(hostOf(index, id)) && [...reach(index, [id], () => false)].every((at) => meetsNobody(index.nodes.get(at)!, others));
    }),
  );
}

const meetsNobody = (node: Node, others: ReadonlySet<string>): boolean => (node.kind === 'endEvent' ? !endsScope(node) : !others.has(node.id));

const hostOf = (index: ProcessIndex, id: string): string => {
  const event = index.nodes.get(id)!;
  return event.kind === 'boundaryEvent' ? event.attachedTo : '';
};

function reach(index: ProcessIndex, from: readonly string[], left: (id: string) => boolean): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...index.successors(id).filter((next) => !left(next)));
  }
  return seen;
}

function readNet(index: ProcessIndex, scope: string, roots: Roots, apart: ReadonlySet<string>, event?: string): Net {
  const net = newNet(scope, event);
  const here = reach(index, roots.flat(), (id) => apart.has(id));
  const nodes = (index.contents.get(scope) ?? []).filter((node) => here.has(node.id) && !undoes(node));
  for (const node of nodes) if (node.kind !== 'endEvent') addEnds(net, index, node);
  // Ends take a token at once: all of a kind are one.
  const target = (id: string): string => {
    const node = index.nodes.get(id)!;
    if (node.kind !== 'endEvent') return inName(id);
    return endsScope(node) ? TERMINATE : END;
  };
  for (const node of nodes) addWays(net, index, node, target, here, apart);
  begin(net, scope, roots, target);
  return net;
}

/** Compensation runs beside the flow, when it is thrown: no token of the flow comes to it. */
const undoes = (node: Node): boolean => 'forCompensation' in node || (node.kind === 'boundaryEvent' && node.trigger.kind === 'compensation');

/** Ends that end their scope with them. */
const ENDING: ReadonlySet<string> = new Set(['terminate', 'error', 'cancel']);
const endsScope = (node: Node): boolean => node.kind === 'endEvent' && ENDING.has(node.trigger.kind);

const inName = (id: string): string => `${id}<`;
const outName = (id: string): string => `${id}>`;

/** Where flows come in, and where they go out. */
function addEnds(net: Net, index: ProcessIndex, node: Node): void {
  const activation = node.kind === 'complexGateway' ? node.activation : undefined;
  const [takes, gives] = isActivity(node) ? [node.startQuantity, node.completionQuantity] : [];
  const join = activation !== undefined ? 'complexJoin' : takes !== undefined ? 'countJoin' : node.incoming.length > 1 ? (JOINS[node.kind] ?? 'xorMerge') : 'xorMerge';
  const names = Object.fromEntries(node.incoming.flatMap((id) => (index.flows.get(id)!.name ? [[id, index.flows.get(id)!.name!]] : [])));
  addNode(net, { id: inName(node.id), op: join, shown: node.id, ...(activation === undefined ? {} : { activation, names }), ...(takes === undefined ? {} : { takes }) });
  if (!isEventChoice(node) && !asksPhase(index, node)) addNode(net, { id: outName(node.id), op: splitOf(index, node), shown: node.id, ...(gives === undefined ? {} : { gives }) });
  if (takes !== undefined || gives !== undefined) net.counted = true;
  if (isRest(index, node)) addNode(net, { id: node.id, op: 'rest', shown: node.id, ...(isEventChoice(node) ? { gateway: true } : {}) });
}

/** A complex gateway of which a way out depends on its phase: what goes out is decided where tokens come in. */
const asksPhase = (index: ProcessIndex, node: Node): boolean =>
  node.kind === 'complexGateway' && node.activation !== undefined && node.outgoing.some((id) => looksAtPhase(index.flows.get(id)!));

/** A complex gateway without a condition of its own joins as an inclusive one. */
const JOINS: Readonly<Partial<Record<Node['kind'], NetOp>>> = { parallelGateway: 'andJoin', inclusiveGateway: 'orJoin', complexGateway: 'orJoin' };

/** The first of several events decides; of a parallel one all happen, each on its own way. */
const isEventChoice = (node: Node): boolean => node.kind === 'eventBasedGateway' && !node.parallel;

const isRest = (index: ProcessIndex, node: Node): boolean => isEventChoice(node) || eventsAt(index, node).length > 0;

/** Events at the edge of a step that send a token on their way; a compensation event only names its handler. */
const eventsAt = (index: ProcessIndex, { id }: Node) => (index.attached.get(id) ?? []).flatMap((event) => (event.kind === 'boundaryEvent' && event.trigger.kind !== 'compensation' ? [event] : []));

function splitOf(index: ProcessIndex, node: Node): NetOp {
  if (node.kind === 'exclusiveGateway') return 'xorSplit';
  if (node.kind === 'parallelGateway') return 'andSplit';
  const conditional = node.outgoing.some((id) => index.flows.get(id)!.condition !== undefined) && node.outgoing.length > 1;
  return conditional && (isActivity(node) || node.kind === 'inclusiveGateway' || node.kind === 'complexGateway') ? 'orSplit' : 'andSplit';
}

function addWays(net: Net, index: ProcessIndex, node: Node, target: (id: string) => string, here: ReadonlySet<string>, apart: ReadonlySet<string>): void {
  if (node.kind === 'endEvent') return;
  const flows = node.outgoing.map((id) => index.flows.get(id)!);
  const step = takesTime(index, node);
  const rests = isRest(index, node);
  const phased = asksPhase(index, node);
  const out = phased ? inName(node.id) : outName(node.id);
  if (isEventChoice(node)) {
    addEdge(net, { from: inName(node.id), to: node.id, rest: null, path: [node.id] });
    for (const flow of flows) addEdge(net, { from: node.id, to: target(flow.target), rest: null, path: [flow.id], exit: 'event' });
    return;
  }
  if (!phased) addEdge(net, { from: inName(node.id), to: rests ? node.id : out, rest: step && !rests ? node.id : null, path: [node.id] });
  if (rests) {
    addEdge(net, { from: node.id, to: outName(node.id), rest: null, path: [], exit: 'done' });
    for (const event of eventsAt(index, node)) {
      if (apart.has(event.id)) continue;
      addEdge(net, { from: node.id, to: inName(event.id), rest: null, path: [], exit: event.interrupting ? 'event' : 'beside' });
    }
  }
  const linked = flows.length === 0 ? index.successors(node.id).filter((id) => index.nodes.get(id)!.kind === 'intermediateCatchEvent') : [];
  for (const id of linked) addEdge(net, { from: out, to: target(id), rest: null, path: [] });
  if (flows.length + linked.length === 0) addEdge(net, { from: out, to: END, rest: null, path: [] });
  for (const flow of flows) {
    const end = index.nodes.get(flow.target)!.kind === 'endEvent' ? [flow.target] : [];
    const taken = flow.id === ('default' in node ? node.default : undefined) ? 'default' : flow.condition === undefined ? 'always' : 'choice';
    const phase = phased && looksAtPhase(flow) ? { phase: flow.condition! } : {};
    addEdge(net, { from: out, to: target(flow.target), rest: null, path: [...(phased ? [node.id] : []), flow.id, ...end], ...(phased || splitOf(index, node) === 'orSplit' ? { taken } : {}), ...phase });
  }
  addNever(net, index, node, here);
}

/** A parallel join waits for flows too that nothing ever comes by. */
function addNever(net: Net, index: ProcessIndex, node: Node, here: ReadonlySet<string>): void {
  if (node.kind !== 'parallelGateway' || node.incoming.length < 2) return;
  for (const id of node.incoming) {
    if (here.has(index.flows.get(id)!.source)) continue;
    const never = net.nodes.has(NEVER) ? NEVER : addNode(net, { id: NEVER, op: 'rest', shown: node.id });
    addEdge(net, { from: never, to: inName(node.id), rest: null, path: [id], covers: [], exit: 'done' });
  }
}

/** A token stays at steps and events; an event that an event-based gateway has waited for is past when its way is taken. */
function takesTime(index: ProcessIndex, node: Node): boolean {
  if (node.kind.endsWith('Gateway') || node.kind === 'startEvent' || node.kind === 'boundaryEvent') return false;
  if ('trigger' in node && node.trigger.kind === 'link') return false;
  return !(node.incoming.length > 0 && node.incoming.every((id) => isEventChoice(index.nodes.get(index.flows.get(id)!.source)!)));
}

function begin(net: Net, scope: string, roots: Roots, target: (id: string) => string): void {
  let from = SOURCE;
  if (roots.length > 1) {
    from = addNode(net, { id: '.alternatives', op: 'xorSplit', shown: scope });
    addEdge(net, { from: SOURCE, to: from, rest: null, path: [] });
  }
  roots.forEach((together, i) => {
    if (together.length === 1) return void addEdge(net, { from, to: target(together[0]!), rest: null, path: [] });
    const both = addNode(net, { id: `.together${i}`, op: 'andSplit', shown: scope });
    addEdge(net, { from, to: both, rest: null, path: [] });
    for (const id of together) addEdge(net, { from: both, to: target(id), rest: null, path: [] });
  });
}
