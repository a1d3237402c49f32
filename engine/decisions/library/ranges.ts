import { FeelRange, evaluate, isRange } from 'feelin';
import { declare } from './declare.ts';
import { order } from './order.ts';

/** One edge of a range. */
interface Edge {
  readonly at: unknown;
  readonly included: boolean;
}

const startOf = (range: FeelRange): Edge => ({ at: range.start, included: range['start included'] });
const endOf = (range: FeelRange): Edge => ({ at: range.end, included: range['end included'] });

/** Thrown inside a relation when two points cannot be compared: the relation is then null. */
class Incomparable extends Error {}

function compare(left: Edge, right: Edge): number {
  const found = order(left.at, right.at);
  if (found === null) throw new Incomparable();
  return found;
}

const below = (left: Edge, right: Edge): boolean => compare(left, right) < 0;
const level = (left: Edge, right: Edge): boolean => compare(left, right) === 0;
const touching = (left: Edge, right: Edge): boolean => level(left, right) && left.included && right.included;

type Relation = (left: FeelRange, right: FeelRange) => boolean;

/** A point is the range from itself to itself. */
const asRange = (value: unknown): FeelRange => (isRange(value) ? value : new FeelRange({ start: value, end: value, 'start included': true, 'end included': true, valueType: null }));

const isPoint = (value: unknown): boolean => !isRange(value);

/** Relations of two ranges or points (DMN 1.5, table 78). `points`: which sides may be a point. */
function relation(parameters: readonly string[], points: { readonly left: boolean; readonly right: boolean }, holds: Relation) {
  return declare(parameters, (left, right, ...more) => {
    if (more.length > 0 || left === null || left === undefined || right === null || right === undefined) return null;
    if ((isPoint(left) && !points.left) || (isPoint(right) && !points.right)) return null;
    try {
      return holds(asRange(left), asRange(right));
    } catch (error) {
      if (error instanceof Incomparable) return null;
      throw error;
    }
  });
}

const before: Relation = (a, b) => below(endOf(a), startOf(b)) || (level(endOf(a), startOf(b)) && !(a['end included'] && b['start included']));
const includes: Relation = (a, b) =>
  (below(startOf(a), startOf(b)) || (level(startOf(a), startOf(b)) && (a['start included'] || !b['start included']))) &&
  (below(endOf(b), endOf(a)) || (level(endOf(a), endOf(b)) && (a['end included'] || !b['end included'])));
const meets: Relation = (a, b) => touching(endOf(a), startOf(b));
const overlaps: Relation = (a, b) => (below(startOf(b), endOf(a)) || touching(endOf(a), startOf(b))) && (below(startOf(a), endOf(b)) || touching(startOf(a), endOf(b)));
const overlapsBefore: Relation = (a, b) =>
  (below(startOf(a), startOf(b)) || (level(startOf(a), startOf(b)) && a['start included'] && !b['start included'])) &&
  (below(startOf(b), endOf(a)) || touching(endOf(a), startOf(b))) &&
  (below(endOf(a), endOf(b)) || (level(endOf(a), endOf(b)) && (!a['end included'] || b['end included'])));
const finishes: Relation = (a, b) =>
  level(endOf(a), endOf(b)) && a['end included'] === b['end included'] && (below(startOf(b), startOf(a)) || (level(startOf(a), startOf(b)) && (!a['start included'] || b['start included'])));
const starts: Relation = (a, b) =>
  level(startOf(a), startOf(b)) && a['start included'] === b['start included'] && (below(endOf(a), endOf(b)) || (level(endOf(a), endOf(b)) && (!a['end included'] || b['end included'])));
const coincides: Relation = (a, b) => level(startOf(a), startOf(b)) && level(endOf(a), endOf(b)) && a['start included'] === b['start included'] && a['end included'] === b['end included'];

const swapped = (holds: Relation): Relation => (a, b) => holds(b, a);
const ANY = { left: true, right: true };
const RANGES = { left: false, right: false };
const LEFT = { left: true, right: false };
const RIGHT = { left: false, right: true };
const TWO = ['range1', 'range2'];

export const ranges = {
  before: relation(['point1', 'point2'], ANY, before),
  after: relation(['point1', 'point2'], ANY, swapped(before)),
  meets: relation(TWO, RANGES, meets),
  'met by': relation(TWO, RANGES, swapped(meets)),
  overlaps: relation(TWO, RANGES, overlaps),
  'overlaps before': relation(TWO, RANGES, overlapsBefore),
  'overlaps after': relation(TWO, RANGES, swapped(overlapsBefore)),
  finishes: relation(['point', 'range'], LEFT, finishes),
  'finished by': relation(['range', 'point'], RIGHT, swapped(finishes)),
  includes: relation(['range', 'point'], RIGHT, includes),
  during: relation(['point', 'range'], LEFT, swapped(includes)),
  starts: relation(['point', 'range'], LEFT, starts),
  'started by': relation(['range', 'point'], RIGHT, swapped(starts)),
  coincides: relation(['point1', 'point2'], ANY, coincides),
  range: declare(['from'], (from, ...more) => (typeof from === 'string' && more.length === 0 ? rangeFrom(from) : null)),
};

const RANGE = /^\s*([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])\s*$/s;
/** What may stand at an edge: a number, a text, a date, time or duration written out. */
const ENDPOINT = /^(?:-?\d+(?:\.\d+)?|-?\.\d+|"(?:[^"\\]|\\.)*"|@"[^"]*"|(?:date|time|date and time|duration)\s*\(\s*"[^"]*"\s*\))$/s;

/** The range that a text writes out (DMN 1.5, range()); null when it is none. */
function rangeFrom(text: string): FeelRange | null {
  const [, open, low, high, close] = RANGE.exec(text) ?? [];
  if (open === undefined || (low === '' && high === '') || (low === '' && open === '[') || (high === '' && close === ']')) return null;
  const [start, end] = [endpoint(low!), endpoint(high!)];
  if (start === undefined || end === undefined) return null;
  const stands = start === null || end === null ? 0 : order(start, end);
  if (stands === null || stands > 0) return null;
  const kind = evaluate('[a..b]', { a: start ?? end, b: end ?? start }).value as FeelRange;
  return new FeelRange({ start, end, 'start included': start !== null && open === '[', 'end included': end !== null && close === ']', valueType: kind.valueType });
}

/** null: open on this side; undefined: nothing that may stand there. */
function endpoint(text: string): unknown {
  if (text === '') return null;
  return ENDPOINT.test(text) ? ((evaluate(text).value as unknown) ?? undefined) : undefined;
}
