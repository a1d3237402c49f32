import type { Instant, Value } from '../value.ts';
import { evaluateDecision } from './evaluate.ts';
import type { DecisionTable, TableInput } from './boxed/decisionTable.ts';
import type { DecisionProgram } from './model.ts';

/** A value that stands for all that a table's cells cannot tell from it. */
export interface Sampled {
  readonly input: string;
  readonly value: Value;
  /** `between` lies between `low` and `high`, neither included; `other`: any text that no rule writes. */
  readonly kind: 'is' | 'below' | 'between' | 'above' | 'other';
  readonly low?: number;
  readonly high?: number;
}

/** A combination of inputs, and the rules that speak to it. */
export interface Spot {
  readonly inputs: readonly Sampled[];
  readonly rules: readonly string[];
}

/** What a table says nothing about, or too much. */
export interface Coverage {
  readonly decided: boolean;
  readonly tried: number;
  /** Combinations that no rule meets: the fallback counts, or null. */
  readonly gaps: readonly Spot[];
  /** Combinations that several rules meet though one alone may. */
  readonly overlaps: readonly Spot[];
}

/** Most combinations that are tried, and most that are told of each kind. */
const MOST_TRIED = 3_000;
const MOST_TOLD = 12;
const NOW: Instant = '2026-01-05T01:00:00.000Z';
const UNDECIDED: Coverage = { decided: false, tried: 0, gaps: [], overlaps: [] };

/**
 * Tries every combination of inputs that the cells can tell apart, with the evaluator that runs the decision. Exact where
 * inputs are plain names of numbers, texts or yes and no, and cells compare with written values; else not decided.
 */
export function coverageOf(program: DecisionProgram, id: string): Coverage {
  const model = program.models[program.main]!;
  const logic = model.decisions[id]?.logic;
  if (logic?.kind !== 'table' || logic.inputs.length === 0) return UNDECIDED;
  const names = new Set(Object.values(model.inputs).map(({ name }) => name));
  const columns = logic.inputs.map((input, i) => (names.has(input.expression) ? samplesOf(logic, input, i) : null));
  if (columns.some((column) => column === null)) return UNDECIDED;
  const count = columns.reduce((product, column) => product * column!.length, 1);
  if (count > MOST_TRIED || count === 0) return UNDECIDED;
  const spots = (columns as Sampled[][]).reduce<Sampled[][]>((all, column) => all.flatMap((before) => column.map((sample) => [...before, sample])), [[]]).map((inputs): Spot => {
    const { records } = evaluateDecision(program, id, { values: Object.fromEntries(inputs.map(({ input, value }) => [input, value])), json: true }, NOW);
    return { inputs, rules: records.find(({ decision }) => decision === id)?.tables.at(-1)?.rules ?? [] };
  });
  return {
    decided: true,
    tried: count,
    gaps: spots.filter(({ rules }) => rules.length === 0).slice(0, MOST_TOLD),
    overlaps: logic.hitPolicy === 'UNIQUE' ? spots.filter(({ rules }) => rules.length > 1).slice(0, MOST_TOLD) : [],
  };
}

const NUMBER = /-?\d+(?:\.\d+)?/g;
const PLAIN_NUMBER = /^(?:-|(?:not\()?(?:\s*(?:[<>]=?|!=|=)?\s*-?\d+(?:\.\d+)?\s*|\s*[[\](]\s*-?\d+(?:\.\d+)?\s*\.\.\s*-?\d+(?:\.\d+)?\s*[\])[]\s*)(?:,(?:\s*(?:[<>]=?|=)?\s*-?\d+(?:\.\d+)?\s*|\s*[[\](]\s*-?\d+(?:\.\d+)?\s*\.\.\s*-?\d+(?:\.\d+)?\s*[\])[]\s*))*\)?)$/;
const PLAIN_TEXT = /^(?:-|(?:not\()?\s*"[^"]*"(?:\s*,\s*"[^"]*")*\s*\)?)$/;
const PLAIN_TRUTH = /^(?:-|true|false|not\((?:true|false)\))$/;

function samplesOf(table: DecisionTable, { expression, type, allowed }: TableInput, column: number): Sampled[] | null {
  const cells = table.rules.map(({ tests }) => (tests[column] ?? '-').trim());
  const kind = type ?? guessed(cells);
  const is = (value: Value): Sampled => ({ input: expression, value, kind: 'is' });
  if (kind === 'boolean') return cells.every((cell) => PLAIN_TRUTH.test(cell)) ? [is(true), is(false)] : null;
  if (kind === 'string') {
    if (!cells.every((cell) => PLAIN_TEXT.test(cell))) return null;
    const texts = [...new Set([...cells, allowed ?? ''].flatMap((cell) => [...cell.matchAll(/"([^"]*)"/g)].map((found) => found[1]!)))];
    return [...texts.map(is), ...(allowed ? [] : [{ input: expression, value: '\u0001', kind: 'other' as const }])];
  }
  if (kind !== 'number' || !cells.every((cell) => PLAIN_NUMBER.test(cell)) || allowed) return null;
  const numbers = [...new Set(cells.flatMap((cell) => [...cell.replaceAll('..', ' ').matchAll(NUMBER)].map(Number)))].sort((a, b) => a - b);
  if (numbers.length === 0) return [is(0)];
  return [
    { input: expression, value: numbers[0]! - 1, kind: 'below', high: numbers[0]! },
    ...numbers.flatMap((number, i): Sampled[] => [...(i === 0 ? [] : [{ input: expression, value: (numbers[i - 1]! + number) / 2, kind: 'between' as const, low: numbers[i - 1]!, high: number }]), is(number)]),
    { input: expression, value: numbers.at(-1)! + 1, kind: 'above', low: numbers.at(-1)! },
  ];
}

/** The kind of a column that names none, by what its cells write. */
function guessed(cells: readonly string[]): string {
  const written = cells.filter((cell) => cell !== '-');
  return written.every((cell) => PLAIN_TRUTH.test(cell)) ? 'boolean' : written.every((cell) => PLAIN_TEXT.test(cell)) ? 'string' : 'number';
}
