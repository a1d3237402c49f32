import type { Drawn } from '../../drawn.ts';
import { type Problem, problem, warning } from '../../problem.ts';
import { BOTH, type DrawnRule } from '../rule.ts';
import { idOf, localName, prefixOf, walk } from './walk.ts';

/** What other engines execute. Ours would silently not, so a drawing that carries it is refused by name (B-19). */
const EXECUTES = /^(class|delegateExpression|expression|script|scriptFormat|resource|\w*[lL]isteners?|connector|inputOutput|in|out|collection|elementVariable|variableMapping\w*|decisionRef|caseRef|topic|type|field|errorEventDefinition|resultVariable)$/;

/** Read by us, or no more than the drawing's own frame. */
const OURS: ReadonlySet<string> = new Set(['bpmn', 'bpmndi', 'di', 'dc', 'xsi', 'xml', 'xmlns', 'gov', 'zeebe', 'bioc', 'color']);

/** A listener runs one of these; without any it is wrong in its own tool, too. */
const PROGRAMS = ['class', 'expression', 'delegateExpression', 'type'] as const;

/** Attributes and elements of other products: kept and exported again, never executed. */
export const foreign: DrawnRule = {
  id: 'foreign',
  profiles: BOTH,
  check: (definitions) => [...walk(definitions)].flatMap((part) => [...attributes(part), ...elements(part)]),
};

function attributes(part: Drawn): Problem[] {
  const named = Object.keys(part.$attrs ?? {}).filter((name) => name.includes(':') && !OURS.has(prefixOf(name)));
  return named.map((name) => report(part, name));
}

function elements(part: Drawn): Problem[] {
  return (part.extensionElements?.values ?? []).filter(({ $type }) => !OURS.has(prefixOf($type))).map((value) => (isEmptyListener(value) ? problem(idOf(part), 'FOREIGN_INCOMPLETE', { attribute: value.$type, empty: written(value) }) : report(part, value.$type)));
}

const report = (part: Drawn, name: string): Problem =>
  EXECUTES.test(localName(name)) ? problem(idOf(part), 'FOREIGN_EXECUTION', { attribute: name }) : warning(idOf(part), 'FOREIGN_IGNORED', { attribute: name });

const isEmptyListener = (value: Drawn): boolean =>
  /listener$/i.test(value.$type) && PROGRAMS.every((name) => !textOf(value, name)) && !(value.$children ?? []).some(({ $type }) => localName($type) === 'script');

/** Which program attributes stand there with nothing in them. */
const written = (value: Drawn): string => PROGRAMS.filter((name) => textOf(value, name) !== undefined).join(', ') || PROGRAMS[0];

const textOf = (value: Drawn, name: string): string | undefined => (value as unknown as Record<string, string | undefined>)[name] ?? value.$attrs?.[name];
