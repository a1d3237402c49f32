import { child, children, type Drawn, expressionText } from './drawn.ts';
import { type Problem, problem } from './problem.ts';
import type { Assignment, DataFlow, DataTerms } from './program.ts';

/**
 * The variable that something item-aware stands for (BPMN 2.0, 10.4.1): a data object, its reference, a data store, a
 * property, an input or output. Its name, else its id.
 */
export function itemName(item: Drawn | undefined): string | undefined {
  if (!item) return undefined;
  const behind = child(item, item.$type === 'bpmn:DataStoreReference' ? 'dataStoreRef' : 'dataObjectRef');
  return (item.$type === 'bpmn:DataObjectReference' && behind?.name) || item.name || behind?.name || behind?.id || item.id || undefined;
}

/** Reads what flows into a node and out of it (BPMN 2.0, 10.4.2); undefined where nothing does. */
export function readData(element: Drawn, problems: Problem[]): DataTerms | undefined {
  const inputs = children(element, 'dataInputAssociations').flatMap((each) => readFlow(element, each, problems));
  const outputs = children(element, 'dataOutputAssociations').flatMap((each) => readFlow(element, each, problems));
  const sources = new Set(outputs.flatMap((each) => each.sources));
  const own = [...children(child(element, 'ioSpecification') ?? element, 'dataOutputs')].map((each) => itemName(each)!).filter((name) => sources.has(name));
  if (inputs.length === 0 && outputs.length === 0) return undefined;
  return { ...(inputs.length > 0 ? { inputs } : {}), ...(outputs.length > 0 ? { outputs } : {}), ...(own.length > 0 ? { own } : {}) };
}

function readFlow(element: Drawn, association: Drawn, problems: Problem[]): DataFlow[] {
  const drawn = children(association, 'sourceRef');
  const target = itemName(child(association, 'targetRef'));
  if (target === undefined) return [];
  const transformation = expressionText(child(association, 'transformation'));
  const assignments = children(association, 'assignment').flatMap((each) => readAssignment(element, association, each, problems));
  const texts = [transformation ?? '', ...assignments.map(({ from }) => from)];
  const aliases = Object.fromEntries(drawn.filter((item) => itemName(item) !== item.id && texts.some((text) => text.includes(item.id))).map((item) => [item.id, itemName(item)!]));
  return [
    {
      sources: drawn.map((item) => itemName(item)!),
      target,
      ...(transformation ? { transformation } : {}),
      ...(assignments.length > 0 ? { assignments } : {}),
      ...(Object.keys(aliases).length > 0 ? { aliases } : {}),
    },
  ];
}

const PATH = /^[\p{L}_][\p{L}\p{N}_ -]*(\.[\p{L}_][\p{L}\p{N}_ -]*)*$/u;

/** `to` says where in the target the value goes: nothing or the target itself for the whole, `a.b` for a member of it. */
function readAssignment(element: Drawn, association: Drawn, drawn: Drawn, problems: Problem[]): Assignment[] {
  const [from, to] = [expressionText(child(drawn, 'from')), expressionText(child(drawn, 'to')) ?? ''];
  const item = child(association, 'targetRef');
  if (from === undefined || (to !== '' && !PATH.test(to))) {
    problems.push(problem(element.id, 'ASSIGNMENT_INVALID', { text: `${from ?? ''} → ${to}` }));
    return [];
  }
  const [first, ...rest] = to === '' ? [] : to.split('.').map((part) => part.trim());
  const members = first === undefined || first === item?.id || first === itemName(item) ? rest : [first, ...rest];
  return [{ from, ...(members.length > 0 ? { members } : {}) }];
}

/**
 * Data objects and properties that something flows to or from, by the scope they live in (a process, a sub-process, an
 * activity): they have no value until something is written. What is drawn for people alone is no variable.
 */
export function readVariables(process: Drawn): Record<string, readonly string[]> | undefined {
  const found: Record<string, string[]> = {};
  const seen = new Set<Drawn>();
  const visit = (element: Drawn): void => {
    for (const association of [...children(element, 'dataInputAssociations'), ...children(element, 'dataOutputAssociations')]) {
      for (const item of [...children(association, 'sourceRef'), child(association, 'targetRef')]) if (item) add(item);
    }
    for (const inside of children(element, 'flowElements')) visit(inside);
  };
  const add = (item: Drawn): void => {
    const behind = item.$type === 'bpmn:DataObjectReference' ? (child(item, 'dataObjectRef') ?? item) : item;
    if (seen.has(behind) || !KEPT.has(behind.$type)) return;
    seen.add(behind);
    const names = (found[behind.$parent!.id] ??= []);
    const name = itemName(item)!;
    if (!names.includes(name)) names.push(name);
  };
  visit(process);
  return Object.keys(found).length > 0 ? found : undefined;
}

const KEPT: ReadonlySet<string> = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:Property']);
