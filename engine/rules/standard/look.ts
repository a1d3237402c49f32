import type { Part, Source } from '../../xml/part.ts';

const TASKS = new Set(['task', 'userTask', 'manualTask', 'serviceTask', 'sendTask', 'receiveTask', 'scriptTask', 'businessRuleTask']);
const SUB_PROCESSES = new Set(['subProcess', 'transaction', 'adHocSubProcess']);
const GATEWAYS = new Set(['exclusiveGateway', 'inclusiveGateway', 'parallelGateway', 'complexGateway', 'eventBasedGateway']);
const EVENTS = new Set(['startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent']);
const CHOREOGRAPHY = new Set(['choreographyTask', 'subChoreography', 'callChoreography']);
const ARTIFACTS = new Set(['association', 'group', 'textAnnotation']);
const CONTAINERS = new Set([...SUB_PROCESSES, 'process', 'subChoreography', 'choreography', 'globalChoreographyTask']);

export const isSubProcess = (part: Part): boolean => SUB_PROCESSES.has(part.type);
export const isGateway = (part: Part): boolean => GATEWAYS.has(part.type);
export const isEvent = (part: Part): boolean => EVENTS.has(part.type);
export const isChoreography = (part: Part): boolean => CHOREOGRAPHY.has(part.type);
export const isArtifact = (part: Part): boolean => ARTIFACTS.has(part.type);
export const isActivity = (part: Part): boolean => TASKS.has(part.type) || SUB_PROCESSES.has(part.type) || part.type === 'callActivity';
export const isFlowNode = (part: Part): boolean => isActivity(part) || isGateway(part) || isEvent(part) || isChoreography(part);
/** A process or sub-process: what flow nodes stand in directly. */
export const isContainer = (part: Part): boolean => CONTAINERS.has(part.type);
export const isEventDefinition = (part: Part): boolean => part.type.endsWith('EventDefinition');

/** An attribute as written; undefined when absent or empty. */
export const attribute = (part: Part, name: string): string | undefined => part.attributes.get(name) || undefined;

export const children = (part: Part, ...types: string[]): Part[] => part.children.filter(({ type }) => types.includes(type));
export const child = (part: Part, ...types: string[]): Part | undefined => part.children.find(({ type }) => types.includes(type));

/** Parts of one of the types, in document order. */
export const partsOf = (source: Source, ...types: string[]): Part[] => source.parts.filter(({ type }) => types.includes(type));

/** What a reference names: without the prefix of the drawing's own namespace. null when it points out of the drawing. */
export function nameOf(source: Source, written: string): string | null {
  const colon = written.indexOf(':');
  if (colon < 0) return written;
  const namespace = source.prefixes.get(written.slice(0, colon));
  return namespace !== undefined && namespace === source.namespace ? written.slice(colon + 1) : null;
}

/** The part that a reference names, in the drawing or, by the namespace of its prefix, in one given together with it (BPMN 2.0, 8.2.2). */
export function lookUp(source: Source, written: string, others: readonly Source[] = source.others): Part | undefined {
  const own = source.byId.get(nameOf(source, written) ?? '');
  const colon = written.indexOf(':');
  const namespace = colon < 0 ? undefined : source.prefixes.get(written.slice(0, colon));
  if (own || namespace === undefined) return own;
  return others.filter((other) => other.namespace === namespace).map(({ byId }) => byId.get(written.slice(colon + 1))).find((part) => part !== undefined);
}

/** The part that an attribute, or a child element of that name, refers to; undefined when there is none. Of other drawings nothing inside a process. */
export function referred(source: Source, part: Part, name: string): Part | undefined {
  const written = attribute(part, name) ?? child(part, name)?.text;
  return written === undefined ? undefined : seen(source, part, written);
}

/** All parts that child elements of a name refer to. */
export const allReferred = (source: Source, part: Part, name: string): Part[] => children(part, name).flatMap(({ text }) => seen(source, part, text) ?? []);

function seen(source: Source, part: Part, written: string): Part | undefined {
  const home = homeOf(source, part);
  const found = lookUp(home, written, source.others);
  return found && (home.byId.get(found.id!) === found || !processOf(found)) ? found : undefined;
}

/** The drawing that a part is in: this one, or one of the others. */
function homeOf(source: Source, part: Part): Source {
  if (source.others.length === 0) return source;
  let root = part;
  while (root.parent) root = root.parent;
  return source.others.find((each) => each.root === root) ?? source;
}

/** The flow nodes directly inside a container. */
export const nodesIn = (container: Part): Part[] => container.children.filter(isFlowNode);

/** The nearest process or sub-process around a part. */
export function containerOf(part: Part): Part | undefined {
  for (let at = part.parent; at; at = at.parent) if (isContainer(at)) return at;
  return undefined;
}

/** Whether a part stands somewhere inside another. */
export function isInside(part: Part, around: Part): boolean {
  for (let at = part.parent; at; at = at.parent) if (at === around) return true;
  return false;
}

/** The process around a part, or the part itself. */
export function processOf(part: Part): Part | undefined {
  for (let at: Part | null = part; at; at = at.parent) if (at.type === 'process') return at;
  return undefined;
}

/** Sequence flows of the whole drawing by the id of the node they leave or come to. */
export interface Flows {
  readonly from: ReadonlyMap<string, readonly Part[]>;
  readonly to: ReadonlyMap<string, readonly Part[]>;
}

const kept = new WeakMap<Source, Flows>();

/** The sequence flows, looked up once for each drawing. */
export function flowsOf(source: Source): Flows {
  let flows = kept.get(source);
  if (!flows) {
    const all = partsOf(source, 'sequenceFlow');
    kept.set(source, (flows = { from: group(source, all, 'sourceRef'), to: group(source, all, 'targetRef') }));
  }
  return flows;
}

function group(source: Source, flows: readonly Part[], end: string): Map<string, Part[]> {
  const found = new Map<string, Part[]>();
  for (const flow of flows) {
    const written = attribute(flow, end);
    const id = written === undefined ? null : nameOf(source, written);
    if (id === null) continue;
    const list = found.get(id);
    if (list) list.push(flow);
    else found.set(id, [flow]);
  }
  return found;
}

export const incoming = (source: Source, node: Part): readonly Part[] => (node.id === undefined ? [] : (flowsOf(source).to.get(node.id) ?? []));
export const outgoing = (source: Source, node: Part): readonly Part[] => (node.id === undefined ? [] : (flowsOf(source).from.get(node.id) ?? []));

/** The event definitions of an event, its own and those it refers to, in the order written. */
export const eventDefinitions = (source: Source, event: Part): Part[] =>
  event.children.flatMap((part) => (part.type === 'eventDefinitionRef' ? (source.byId.get(nameOf(source, part.text) ?? '') ?? []) : isEventDefinition(part) ? part : []));

/** Whether an event has a definition of a kind: `link`, `compensate`, `message` ... */
export const hasTrigger = (source: Source, event: Part, kind: string): boolean => eventDefinitions(source, event).some(({ type }) => type === `${kind}EventDefinition`);

/** Whether a part stands by itself: no flow has to come to it or leave it (a handler of compensation, an event sub-process). */
export const standsAlone = (part: Part): boolean => attribute(part, 'isForCompensation') === 'true' || attribute(part, 'triggeredByEvent') === 'true';

/** A drawing's process that is marked as not executable while another one is executable: it is a picture beside. */
export function isAsleep(source: Source, part: Part): boolean {
  const process = processOf(part);
  if (!process || attribute(process, 'isExecutable') !== 'false') return false;
  return source.root.children.some((other) => other.type === 'process' && attribute(other, 'isExecutable') !== 'false');
}
