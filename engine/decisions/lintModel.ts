import { parser, trackVariables } from 'lezer-feel';
import { type Problem, problem } from '../problem.ts';
import type { Boxed } from './boxed/index.ts';
import type { DecisionModel, ItemType } from './model.ts';

/** Texts of a decision model that cannot be read as FEEL. What reads well and means nothing is null when it is evaluated. */
export function lintModel(model: DecisionModel): Problem[] {
  const logic = [...Object.values(model.decisions), ...Object.values(model.knowledge)];
  return logic.flatMap(({ id, name, logic: boxed }) => {
    if (!boxed) return [];
    const scope = Object.fromEntries([...namesOf(model), ...namesIn(boxed)].map((each) => [each, null]));
    return textsOf(boxed).filter(({ text, tests }) => !reads(text, tests, scope)).map(({ text }) => problem(id, 'DECISION_TEXT_INVALID', { name, text: text.length > 80 ? `${text.slice(0, 79)}…` : text }));
  });
}

interface Text {
  readonly text: string;
  /** Unary tests instead of an expression. */
  readonly tests: boolean;
}

function reads(text: string, tests: boolean, scope: Record<string, unknown>): boolean {
  let sound = true;
  parser.configure({ top: tests ? 'UnaryTests' : 'Expression', contextTracker: trackVariables(scope) }).parse(text).iterate({
    enter: ({ type }) => {
      if (type.isError) sound = false;
    },
  });
  return sound;
}

/** Names may hold spaces and signs: they are read as one only where they are known. */
const namesOf = (model: DecisionModel): string[] => [
  ...[...Object.values(model.decisions), ...Object.values(model.inputs), ...Object.values(model.knowledge), ...Object.values(model.services)].map(({ name }) => name),
  ...Object.keys(model.imports), ...Object.keys(model.types),
  ...Object.values(model.types).flatMap(membersOf),
];

const membersOf = (type: ItemType): string[] => Object.entries(type.members ?? {}).flatMap(([name, inner]) => [name, ...membersOf(inner)]);

function namesIn(boxed: Boxed): string[] {
  const own = boxed.kind === 'context' ? boxed.entries.flatMap(({ name }) => name ?? []) : boxed.kind === 'function' ? boxed.parameters.map(({ name }) => name) : boxed.kind === 'loop' ? [boxed.variable] : boxed.kind === 'relation' ? boxed.columns.map(({ name }) => name) : [];
  return [...own, ...partsOf(boxed).flatMap(namesIn)];
}

function textsOf(boxed: Boxed): Text[] {
  const inner = partsOf(boxed).flatMap(textsOf);
  if (boxed.kind === 'literal') return boxed.text === '' ? inner : [{ text: boxed.text, tests: false }];
  if (boxed.kind !== 'table') return inner;
  return [
    ...boxed.inputs.map(({ expression }) => ({ text: expression, tests: false })),
    ...boxed.rules.flatMap(({ tests, outputs }) => [...tests.filter((test) => test !== '-').map((text) => ({ text, tests: true })), ...outputs.filter((text) => text !== '').map((text) => ({ text, tests: false }))]),
    ...boxed.outputs.flatMap(({ fallback }) => (fallback === undefined ? [] : [{ text: fallback, tests: false }])),
  ];
}

/** Boxed expressions directly inside another one. */
function partsOf(boxed: Boxed): readonly Boxed[] {
  switch (boxed.kind) {
    case 'context':
      return boxed.entries.map(({ value }) => value);
    case 'invocation':
      return [boxed.called, ...boxed.bindings.map(({ value }) => value)];
    case 'function':
      return boxed.body && !boxed.language ? [boxed.body] : [];
    case 'list':
      return boxed.items;
    case 'relation':
      return boxed.rows.flat();
    case 'conditional':
      return [boxed.condition, boxed.met, boxed.otherwise];
    case 'loop':
      return [boxed.in, boxed.do];
    case 'filter':
      return [boxed.in, boxed.match];
    default:
      return [];
  }
}
