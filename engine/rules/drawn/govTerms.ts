import { attribute, type Drawn } from '../../drawn.ts';
import type { Field } from '../../elements/element.ts';
import { elements } from '../../elements/index.ts';
import { activationField, departmentFields, limitFields, stepFields } from '../../elements/fields.ts';
import { type Problem, problem, warning } from '../../problem.ts';
import { BOTH, type DrawnRule } from '../rule.ts';
import { idOf, walk } from './walk.ts';

const all: readonly Field[] = [...stepFields, ...limitFields, ...departmentFields, activationField];
const byAttribute = new Map(all.map((field) => [field.attribute, field]));

/** Read off the process: the matter's own terms. */
const OF_PROCESS: ReadonlySet<string> = new Set(['registerCode', 'leadDepartment', 'limitAmount', 'limitUnit', 'limitKind', 'limitBasis', 'planDocument', 'items', 'profile'].map((name) => `gov:${name}`));

const LISTS: ReadonlySet<Field['input']> = new Set(['opinions'] as const);

/** Terms of a step have a value that exists, and stand where they are read. */
export const govTerms: DrawnRule = {
  id: 'gov-terms',
  profiles: BOTH,
  check: (definitions) =>
    [...walk(definitions)].flatMap((part) => [
      ...Object.keys(part.$attrs ?? {}).filter((name) => name.startsWith('gov:')).map((name) => problem(idOf(part), 'TERM_UNKNOWN', { attribute: name })),
      ...ownTerms(part).flatMap((name) => [...checkValue(part, name), ...checkPlace(part, name)]),
      ...checkCompany(part),
    ]),
};

/** Every attribute that the extension knows, `activation` for what is yet to come. */
const KNOWN: readonly string[] = [...new Set([...byAttribute.keys(), ...OF_PROCESS, 'gov:activation'])];

/** Known `gov:` attributes drawn where the extension has them; elsewhere they stay among the unknown ones. */
const ownTerms = (part: Drawn): string[] => KNOWN.filter((name) => attribute(part, name) !== undefined && part.$attrs?.[name] === undefined);

function checkValue(part: Drawn, name: string): Problem[] {
  const value = attribute(part, name)!;
  if (name === 'gov:limitAmount') return Number(value) > 0 && Number.isFinite(Number(value)) ? [] : [problem(idOf(part), 'LIMIT_INVALID', { value })];
  if (name === 'gov:workingDays') return [];
  const field = byAttribute.get(name);
  if (!field?.options) return [];
  const values = LISTS.has(field.input) ? value.split(',').map((item) => item.trim()) : [value];
  return values.filter((one) => !field.options!.includes(one)).map((one) => problem(idOf(part), 'TERM_VALUE_UNKNOWN', { attribute: name, value: one, options: field.options!.join(', ') }));
}

function checkPlace(part: Drawn, name: string): Problem[] {
  if (part.$type === 'bpmn:Process') return OF_PROCESS.has(name) ? [] : [warning(idOf(part), 'TERM_UNUSED', { attribute: name })];
  const element = elementOf(part);
  if (!element || part.$type === 'bpmn:TimerEventDefinition') return [];
  return element.fields.some(({ attribute: asked }) => asked === name) ? [] : [warning(idOf(part), 'TERM_UNUSED', { attribute: name })];
}

/** Terms that mean nothing without another: of a limit, of a stopped clock, of a refusal. */
function checkCompany(part: Drawn): Problem[] {
  const text = (name: string): string | undefined => (ownTerms(part).includes(`gov:${name}`) ? attribute(part, `gov:${name}`) : undefined);
  const limit = text('limitAmount') === undefined ? ['limitUnit', 'limitKind', 'limitBasis', 'limitFrom', ...(text('ladder') === 'none' ? [] : ['ladder'])] : [];
  const stands = text('clock') === 'stop' || text('clock') === 'restart';
  const refusal = text('onDisagree') === 'error' && !text('opinions')?.includes('disagree') ? ['onDisagree'] : [];
  const idle = [...limit, ...(stands ? [] : ['clockBasis']), ...refusal].filter((name) => text(name) !== undefined);
  return [
    ...idle.map((name) => warning(idOf(part), 'TERM_UNUSED', { attribute: `gov:${name}` })),
    ...(stands && text('clockBasis') === undefined ? [warning(idOf(part), 'CLOCK_STOP_WITHOUT_BASIS')] : []),
  ];
}

/** Two elements are drawn with one type: what an event sub-process is asked is not what a sub-process is asked. */
const elementOf = (part: Drawn) =>
  Object.values(elements).find(({ kind, bpmnType }) => bpmnType === part.$type && (kind === 'eventSubProcess') === (part.get('triggeredByEvent') === true));
