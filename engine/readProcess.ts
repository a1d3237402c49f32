import { type ActivityNode, elements, isActivity, type Kind, type Node, type NodeBase } from './elements/index.ts';
import { attribute, child, children, type Drawn, expressionText, extension } from './drawn.ts';
import { type Problem, problem } from './problem.ts';
import type { Flow, Mapping, ProcessProgram } from './program.ts';
import { readData, readVariables } from './readData.ts';
import { readLoop } from './readLoop.ts';
import { triggersIn } from './elements/trigger.ts';
import { readMatterTerms, readStepTerms } from './stepTerms.ts';

/** Drawn things that say something to people but move no token. */
const WITHOUT_EXECUTION = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);

const kindByType = new Map<string, Kind>(
  (Object.keys(elements) as Kind[]).filter((kind) => kind !== 'eventSubProcess').map((kind) => [elements[kind].bpmnType, kind]),
);

/** Reads one drawn process into nodes and flows in document order; what cannot run is named, never skipped silently. */
export function readProcess(drawn: Drawn): { process: ProcessProgram; problems: Problem[] } {
  const problems: Problem[] = [];
  const flows: Flow[] = [];
  const nodes: Node[] = [];
  collectFlows(drawn, flows, problems);
  collectNodes(drawn, drawn.id, flows, nodes, problems);
  const undone = tieHandlers(nodes, associationsOf(drawn));
  const matter = readMatterTerms(drawn);
  const data = readVariables(drawn);
  return {
    process: { key: drawn.id, name: drawn.name ?? drawn.id, ...english(drawn), nodes: undone, flows, ...(matter ? { matter } : {}), ...(data ? { data } : {}) },
    problems: [...problems, ...checkEnds(flows, nodes)],
  };
}

function collectFlows(scope: Drawn, flows: Flow[], problems: Problem[]): void {
  for (const element of children(scope, 'flowElements')) {
    if (element.$type !== 'bpmn:SequenceFlow') {
      collectFlows(element, flows, problems);
      continue;
    }
    const [source, target] = [child(element, 'sourceRef')?.id, child(element, 'targetRef')?.id];
    const condition = expressionText(child(element, 'conditionExpression')?.get('body'));
    if (!source || !target) problems.push(problem(element.id, 'BPMN_DANGLING_REF'));
    else flows.push({ id: element.id ?? unnamed(source, target, flows), source, target, ...named(element), ...(condition ? { condition } : {}) });
  }
}

/** BPMN's schema lets a flow go without an id: it is then known by its ends, and by a number among equals. */
function unnamed(source: string, target: string, flows: readonly Flow[]): string {
  const id = `${source}--${target}`;
  const before = flows.filter((flow) => flow.id === id || flow.id.startsWith(`${id}--`)).length;
  return before === 0 ? id : `${id}--${before + 1}`;
}

function collectNodes(scope: Drawn, scopeId: string, flows: readonly Flow[], nodes: Node[], problems: Problem[]): void {
  for (const element of children(scope, 'flowElements')) {
    if (element.$type === 'bpmn:SequenceFlow' || WITHOUT_EXECUTION.has(element.$type)) continue;
    const kind = kindOf(element);
    if (!kind) {
      problems.push(problem(element.id, 'ELEMENT_UNSUPPORTED', { type: element.$type.replace('bpmn:', '') }));
      continue;
    }
    nodes.push(readNode(element, kind, scopeId, flows, problems));
    if (kind === 'subProcess' || kind === 'eventSubProcess' || kind === 'transaction' || kind === 'adHocSubProcess') collectNodes(element, element.id, flows, nodes, problems);
  }
}

/** Associations of the whole process by both ends: an end may lie in another scope than the association. */
function associationsOf(scope: Drawn): [string, string][] {
  const own = children(scope, 'artifacts').filter(({ $type }) => $type === 'bpmn:Association');
  const pairs = own.map((each): [string, string] => [child(each, 'sourceRef')?.id ?? '', child(each, 'targetRef')?.id ?? '']);
  return [...pairs, ...pairs.map(([a, b]): [string, string] => [b, a]), ...children(scope, 'flowElements').flatMap(associationsOf)];
}

/** A compensation boundary event is tied to its handler by an association (BPMN 2.0, 10.7.1). */
function tieHandlers(nodes: readonly Node[], associations: readonly [string, string][]): readonly Node[] {
  const handlers = new Set(nodes.filter((node) => isActivity(node) && node.forCompensation).map(({ id }) => id));
  return nodes.map((node) => {
    if (node.kind !== 'boundaryEvent' || !triggersIn(node.trigger).some(({ kind }) => kind === 'compensation')) return node;
    const handler = associations.find(([from, to]) => from === node.id && handlers.has(to))?.[1];
    return handler === undefined ? node : { ...node, handler };
  });
}

const named = (element: Drawn): { name?: string; nameEn?: string } => ({ ...(element.name ? { name: element.name } : {}), ...english(element) });

/** The second language of a name (`gov:nameEn`); the first is BPMN's own attribute. */
function english(element: Drawn): { nameEn?: string } {
  const nameEn = attribute(element, 'gov:nameEn');
  return nameEn === undefined ? {} : { nameEn };
}

function kindOf(element: Drawn): Kind | undefined {
  if (element.$type === 'bpmn:SubProcess' && element.get('triggeredByEvent') === true) return 'eventSubProcess';
  return kindByType.get(element.$type);
}

/** Reads one drawn element as a node of a scope; what stands in the way is added to the problems. */
export function readNode(element: Drawn, kind: Kind, scope: string, flows: readonly Flow[], problems: Problem[]): Node {
  const own = elements[kind].read(element) as unknown as Partial<Node>;
  const base = {
    id: element.id,
    ...named(element),
    scope,
    incoming: flows.filter(({ target }) => target === element.id).map(({ id }) => id),
    outgoing: flows.filter(({ source }) => source === element.id).map(({ id }) => id),
    ...dataOf(element, problems),
  };
  return { ...base, ...own, ...('activity' in own ? readActivity(element, problems) : {}) } as Node;
}

function dataOf(element: Drawn, problems: Problem[]): { data?: NodeBase['data'] } {
  const data = readData(element, problems);
  return data ? { data } : {};
}

function readActivity(element: Drawn, problems: Problem[]): Partial<ActivityNode> {
  const mapping = extension(element, 'zeebe:IoMapping');
  const inputs = mapping && readMappings(mapping, 'inputParameters');
  const outputs = mapping && readMappings(mapping, 'outputParameters');
  const fallback = child(element, 'default')?.id;
  const step = readStepTerms(element);
  return {
    ...(fallback ? { default: fallback } : {}),
    ...readLoop(element, problems),
    ...readQuantity(element, 'startQuantity', problems),
    ...readQuantity(element, 'completionQuantity', problems),
    ...(inputs?.length ? { inputs } : {}),
    ...(outputs?.length ? { outputs } : {}),
    ...(step ? { step } : {}),
    ...(element.get('isForCompensation') === true && element.get('triggeredByEvent') !== true ? { forCompensation: true as const } : {}),
  };
}

/** Most tokens an activity may take or give at once. */
const MOST_TOKENS = 1_000;

/** Tokens taken or given at once: a whole number from 1 on (BPMN 2.0, 10.3). The usual one is left out. */
function readQuantity(element: Drawn, name: 'startQuantity' | 'completionQuantity', problems: Problem[]): Partial<ActivityNode> {
  const text = attribute(element, name) ?? '1';
  const quantity = Number(text);
  if (Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST_TOKENS) return quantity === 1 ? {} : { [name]: quantity };
  problems.push(problem(element.id, 'QUANTITY_INVALID', { attribute: name, value: text, most: MOST_TOKENS }));
  return {};
}

const readMappings = (mapping: Drawn, name: string): Mapping[] =>
  children(mapping, name).map((parameter) => ({ source: expressionText(parameter.get('source')) ?? 'null', target: attribute(parameter, 'target') ?? '' }));

/** A flow joins two nodes of the same scope (BPMN 2.0, 7.6.1). */
function checkEnds(flows: readonly Flow[], nodes: readonly Node[]): Problem[] {
  const scopes = new Map(nodes.map((node) => [node.id, node.scope]));
  return flows
    .filter(({ source, target }) => scopes.has(source) && scopes.has(target) && scopes.get(source) !== scopes.get(target))
    .map(({ id }) => problem(id, 'FLOW_CROSSES_SCOPE'));
}
