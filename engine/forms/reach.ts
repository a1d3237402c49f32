import { holds } from '../expressions/feel.ts';
import { argumentsOf, calledName, type Piece, piecesOf, treeOf } from '../expressions/tree.ts';
import type { Value } from '../value.ts';
import { unasked } from './fieldTypes.ts';
import type { FormField } from './model.ts';

/** Whether a condition can hold for any answers: told only where every way to answer was tried, or all that matter of it. */
export type Reach = 'sometimes' | 'always' | 'never' | 'undecided';

/** A field with everything that must hold for it to be asked. */
export interface Asked extends FormField {
  /** Conditions of the field and of its section. */
  readonly whens: readonly string[];
}

/** Most ways to answer that are tried for one condition. */
export const MOST_TRIED = 512;

/** Times do not matter to what is tried: a condition that asks the clock is not decided. */
const NOW = '2026-01-05T01:00:00.000Z';

/**
 * Tries a condition with the answers that tell its comparisons apart, each question asked only where its own conditions
 * hold. Exact where conditions compare fields with written values; anything else is `undecided`.
 * @param known the fields in the order in which they are asked.
 */
export function reachOf(when: string | undefined, known: readonly Asked[]): Reach {
  const text = plain(when);
  if (text === '') return 'always';
  const fields = neededFor(text, known);
  if (fields === null) return 'undecided';
  const constants = constantsIn([text, ...fields.flatMap(({ whens }) => whens.map(plain))]);
  let tried = 0;
  const seen = { yes: false, no: false };

  const walk = (at: number, answers: Record<string, Value>): boolean => {
    if (seen.yes && seen.no) return true;
    const field = fields[at];
    if (field === undefined) {
      tried += 1;
      if (tried > MOST_TRIED) return false;
      seen[decides(text, answers) ? 'yes' : 'no'] = true;
      return true;
    }
    const asked = field.whens.every((each) => decides(plain(each), answers));
    const values = asked ? answersTo(field, constants.get(field.name) ?? []) : [unasked(field)];
    return values.every((value) => walk(at + 1, { ...answers, [field.name]: value }));
  };
  if (!walk(0, {})) return seen.yes && seen.no ? 'sometimes' : 'undecided';
  return seen.yes ? (seen.no ? 'sometimes' : 'always') : 'never';
}

const plain = (when: string | undefined): string => (when ?? '').replace(/^\s*=/, '').trim();

function decides(text: string, answers: Readonly<Record<string, Value>>): boolean {
  if (text === '') return true;
  try {
    return holds(text, answers, NOW);
  } catch {
    // What cannot be decided does not hold: so do the pages and the server.
    return false;
  }
}

/** The fields a condition rests on, with those that theirs rest on, in order of asking; null where it can't be tried. */
function neededFor(text: string, known: readonly Asked[]): readonly Asked[] | null {
  const wanted = new Set<string>();
  const open = [text];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const names = comparedIn(next);
    if (names === null) return null;
    for (const name of names) {
      if (wanted.has(name)) continue;
      const field = known.find((each) => each.name === name);
      // Options that only the case knows can't be tried.
      if (field === undefined || field.optionsFrom !== undefined) return null;
      wanted.add(name);
      open.push(...field.whens.map(plain).filter((each) => each !== ''));
    }
  }
  return known.filter(({ name }, i) => wanted.has(name) && known.findIndex((each) => each.name === name) === i);
}

const WHOLE: ReadonlySet<string> = new Set(['Expression', 'ParenthesizedExpression', 'Conjunction', 'Disjunction', 'Comparison', 'CompareOp', 'and', 'or', 'VariableName', 'Identifier', 'StringLiteral', 'NumericLiteral', 'ArithOp', 'BooleanLiteral', 'null', 'FunctionInvocation', 'PositionalParameters']);

/** Names that a condition compares with written values and nothing else; null where it does more. */
function comparedIn(text: string): ReadonlySet<string> | null {
  const names = new Set<string>();
  const walk = (piece: Piece): boolean => {
    if (!WHOLE.has(piece.kind)) return false;
    if (piece.kind === 'VariableName') return names.add(piece.text) !== undefined;
    if (piece.kind === 'Comparison') {
      const sides = [piece.parts[0], piece.parts.at(-1)];
      if (piece.parts.length !== 3 || sides.every((side) => side?.kind === 'VariableName')) return false;
    }
    if (piece.kind === 'FunctionInvocation') {
      const called = calledName(piece);
      if (called !== 'not' && called !== 'list contains') return false;
      return argumentsOf(piece).every(walk);
    }
    return piece.parts.every(walk);
  };
  return walk(treeOf(text)) ? names : null;
}

/** Values that conditions write beside each name. */
function constantsIn(texts: readonly string[]): ReadonlyMap<string, readonly Value[]> {
  const found = new Map<string, Value[]>();
  const note = (name: Piece | undefined, value: Piece | undefined): void => {
    if (name?.kind !== 'VariableName' || value === undefined) return;
    const read = value.kind === 'NumericLiteral' ? Number(value.text) : value.kind === 'StringLiteral' ? value.text.replace(/^"|"$/g, '') : undefined;
    if (read !== undefined) found.set(name.text, [...(found.get(name.text) ?? []), read]);
  };
  for (const piece of texts.flatMap((text) => [...piecesOf(treeOf(text))])) {
    if (piece.kind === 'Comparison') {
      note(piece.parts[0], piece.parts.at(-1));
      note(piece.parts.at(-1), piece.parts[0]);
    }
    if (piece.kind === 'FunctionInvocation' && calledName(piece) === 'list contains') note(argumentsOf(piece)[0], argumentsOf(piece)[1]);
  }
  return found;
}

/** The answers to a field that its comparisons can tell apart. */
function answersTo(field: FormField, constants: readonly Value[]): readonly Value[] {
  const open: readonly Value[] = field.required === true ? [] : [unasked(field)];
  const options = (field.options ?? []).map(({ value }) => value);
  const named = options.filter((value) => constants.includes(value));
  switch (field.type) {
    case 'yesNo':
      return [true, false];
    case 'choice':
      return [...named, ...options.filter((value) => !named.includes(value)).slice(0, 1), ...open];
    case 'multi':
    case 'checklist':
    case 'slots': {
      const some = [...named, ...options.filter((value) => !named.includes(value)).slice(0, 1)];
      return subsets(some).filter((list) => list.length > 0 || field.required !== true);
    }
    case 'number':
    case 'money':
      return [...numbersAround(field, constants.filter((each) => typeof each === 'number')), ...open];
    default:
      return [...textsAround(constants.filter((each) => typeof each === 'string')), ...open];
  }
}

/** Each written text, one right after it, and one before all of them; any text where none is written. */
const textsAround = (constants: readonly string[]): string[] => (constants.length === 0 ? ['x'] : [...new Set(['!', ...constants.flatMap((each) => [each, `${each}0`])])]);

const subsets = (values: readonly Value[]): Value[][] => values.reduce<Value[][]>((all, value) => [...all, ...all.map((list) => [...list, value])], [[]]);

/** Each written number, one between each two, and the bounds. */
function numbersAround({ min, max, type }: FormField, constants: readonly number[]): number[] {
  const sorted = [...new Set(constants)].sort((a, b) => a - b);
  const half = (a: number, b: number): number => (type === 'money' ? Math.floor((a + b) / 2) : (a + b) / 2);
  const between = sorted.slice(1).map((each, i) => half(each, sorted[i]!));
  const [low, high] = [min ?? (type === 'money' ? 0 : undefined), max];
  const ends = [low ?? (sorted[0] ?? 0) - 1, high ?? (sorted.at(-1) ?? 0) + 1];
  // Just beside each bound, where a bound and a written number are neighbours.
  const beside = [low, high].flatMap((bound) => (bound === undefined ? [] : sorted.map((each) => half(each, bound))));
  return [...new Set([...sorted, ...between, ...ends, ...beside])].filter((each) => (low === undefined || each >= low) && (high === undefined || each <= high));
}
