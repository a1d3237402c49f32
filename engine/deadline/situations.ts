import { canonical } from '../canonical.ts';
import { lint } from '../expressions/lint.ts';
import { shows } from '../forms/checkForm.ts';
import { unasked } from '../forms/fieldTypes.ts';
import type { Value } from '../value.ts';
import type { Point } from './points.ts';
import { type Answers, answersTo, type Question } from './questions.ts';

/** Answers that lead the same way: what they decide, and what they have in common. */
export interface Situation {
  /** What each point is decided as, by its key; a point that is not in it is open. */
  readonly decided: ReadonlyMap<string, boolean | number | null>;
  /** One set of answers that leads here, to the questions that matter. */
  readonly answers: Answers;
  /** Every answer given to each question that leads here, as JSON texts; none where it is not asked here. */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many sets of answers to these questions lead here. */
  readonly count: number;
}

export interface Situations {
  readonly situations: readonly Situation[];
  /** Points that answers do decide, but too many to be looked at one by one (or texts and dates): both ways are left open. */
  readonly open: readonly Point[];
}

/** Most sets of answers to questions that belong together: ten of yes and no. */
export const MOST_ANSWERS = 1_024;

const NOW = '2024-01-01T00:00:00.000Z';

/**
 * Every situation of a matter, as far as it makes a difference to the way: questions that share no condition are looked
 * at apart, answers that decide all points alike count as one, and what remains is combined. Nothing is left out up to
 * `most` situations; beyond, the points with most kinds of answers stay open and are named.
 */
export function situationsOf(points: readonly Point[], questions: readonly Question[], most: number): Situations {
  const groups = together(points, questions).map((group) => ({ ...group, kinds: kindsOf(group.points, group.questions) }));
  const open: Point[] = groups.flatMap((group) => (group.kinds === null ? group.points : []));
  const listed = groups.flatMap(({ points: own, kinds }) => (kinds === null ? [] : [{ points: own, kinds }])).sort((a, b) => a.kinds.length - b.kinds.length);
  let situations: readonly Situation[] = [{ decided: new Map(), answers: {}, seen: new Map(), count: 1 }];
  for (const { points: own, kinds } of listed) {
    if (situations.length * kinds.length > most) open.push(...own);
    else situations = situations.flatMap((one) => kinds.map((other) => combined(one, other)));
  }
  return { situations, open };
}

const combined = (one: Situation, other: Situation): Situation => ({
  decided: new Map([...one.decided, ...other.decided]),
  answers: { ...one.answers, ...other.answers },
  seen: new Map([...one.seen, ...other.seen]),
  count: one.count * other.count,
});

/** Questions that are asked for one condition, or for whether another is asked, belong together. */
function together(points: readonly Point[], questions: readonly Question[]): { points: Point[]; questions: Question[] }[] {
  const byName = new Map(questions.map((question) => [question.name, question]));
  const groups: { points: Point[]; names: Set<string> }[] = [];
  for (const point of points) {
    const names = new Set(needed(point.questions, byName));
    const touched = groups.filter((group) => [...names].some((name) => group.names.has(name)));
    for (const each of touched) groups.splice(groups.indexOf(each), 1);
    groups.push({ points: [...touched.flatMap((each) => each.points), point], names: new Set([...names, ...touched.flatMap((each) => [...each.names])]) });
  }
  return groups.map(({ points: own, names }) => ({ points: own, questions: questions.filter(({ name }) => names.has(name)) }));
}

/** The questions and those that decide whether they are asked. */
function needed(names: readonly string[], byName: ReadonlyMap<string, Question>): string[] {
  const found = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const question = byName.get(name);
    if (!question || found.has(name)) continue;
    found.add(name);
    if (question.when !== undefined) open.push(...lint(question.when.replace(/^=/, '')).names);
  }
  return [...found];
}

/** The ways in which answers to these questions decide these points; null where they cannot all be looked at. */
function kindsOf(points: readonly Point[], questions: readonly Question[]): Situation[] | null {
  const whens = questions.flatMap(({ when }) => (when === undefined ? [] : [when.replace(/^=/, '')]));
  const choices = questions.map((question) => answersTo(question, [...points.filter((point) => point.questions.includes(question.name)).flatMap(({ texts }) => texts), ...whens.filter((text) => lint(text).names.includes(question.name))]));
  const kinds = new Map<string, { situation: Situation; count: number; seen: Map<string, Set<string>> }>();
  let looked = 0;
  return lookAt(0, {}, []) ? [...kinds.values()].map(({ situation, count, seen }) => ({ ...situation, count, seen })) : null;

  function lookAt(at: number, answers: Record<string, Value>, asked: readonly string[]): boolean {
    const question = questions[at];
    if (question === undefined) return take(answers, asked);
    if (!shows(question.when, answers, NOW)) return lookAt(at + 1, { ...answers, [question.name]: unasked(question) }, asked);
    return choices[at]?.every((value) => lookAt(at + 1, { ...answers, [question.name]: value }, [...asked, question.name])) ?? false;
  }

  function take(answers: Answers, asked: readonly string[]): boolean {
    looked += 1;
    if (looked > MOST_ANSWERS) return false;
    const decided = new Map(points.map((point) => [point.key, point.decide(answers)]));
    const key = canonical([...decided.values()]);
    const kind = kinds.get(key) ?? { situation: { decided, answers, seen: new Map(), count: 1 }, count: 0, seen: new Map(questions.map(({ name }) => [name, new Set<string>()])) };
    kind.count += 1;
    for (const name of asked) kind.seen.get(name)!.add(canonical(answers[name] ?? null));
    kinds.set(key, kind);
    return true;
  }
}
