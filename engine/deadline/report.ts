import { type ActivityNode, isActivity } from '../elements/index.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import type { Limit, Program } from '../program.ts';
import { daysOf, roundedDays } from './days.ts';
import { type Point, pointsOf } from './points.ts';
import type { Answers, Question } from './questions.ts';
import { type Situation, situationsOf } from './situations.ts';
import { slackOf } from './slack.ts';
import { type Note, type Place, type TimedStep, walkProgram } from './walk.ts';
import type { Decided } from './ways.ts';

/** Situations in which the case takes equally long; the way is that of one of them. */
export interface Way {
  /** Working days when every step uses up its limit; to a hundredth. */
  readonly days: number;
  /** Working days left of the promise; negative: over it. null without a promise. */
  readonly slack: number | null;
  readonly path: readonly Place[];
  /** One set of answers that leads here. */
  readonly answers: Answers;
  /** Every answer given to each question that leads here, as JSON texts; none where it is not asked here. */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many sets of answers lead here. */
  readonly count: number;
  readonly decided: Decided;
}

export interface DeadlineReport {
  /** What the matter promises, and that in working days; null where it promises nothing. */
  readonly promise: { readonly limit: Limit; readonly days: number } | null;
  readonly ways: readonly Way[];
  /** Conditions that answers decide, but that could not be looked at one by one: the days are an upper bound then. */
  readonly open: readonly Point[];
}

/** What a way holds in detail. */
export interface WayDetail {
  readonly steps: readonly ShownStep[];
  readonly departments: readonly DepartmentSlack[];
  readonly notes: readonly Note[];
}

export interface ShownStep extends TimedStep {
  /** On the way that takes longest. */
  readonly critical: boolean;
  readonly department: string | null;
  /** Working days it may take longer; null: as long as it likes, or nothing is promised. */
  readonly slack: number | null;
}

export interface DepartmentSlack {
  /** As drawn: an id, or FEEL after `=`; null: nobody is named. */
  readonly department: string | null;
  /** Working days of its steps on the longest way. */
  readonly critical: number;
  /** The smallest slack of its steps; null where none has one. */
  readonly slack: number | null;
  readonly steps: number;
}

/** Nodes that all situations together may be walked over before conditions are left open: keeps the check under half a second. */
const MOST_VISITS = 300_000;
/** Fewest situations that are always looked at. */
const FEWEST = 64;

/** The latest end of the matter in every situation, against what it promises. Pure: the same in browser, server and command line. */
export function deadlineReport(program: Program, questions: readonly Question[]): DeadlineReport {
  const limit = program.processes[program.main]!.matter?.limit;
  const promise = limit ? { limit, days: daysOf(limit) } : null;
  const nodes = Object.values(program.processes).reduce((sum, process) => sum + process.nodes.length, 0);
  const { situations, open } = situationsOf(pointsOf(program, questions), questions, Math.max(FEWEST, Math.floor(MOST_VISITS / Math.max(1, nodes))));
  const ways = new Map<number, Way>();
  for (const situation of situations) {
    const decided = decidedBy(situation);
    const { days, path } = walkProgram(program, decided);
    const key = roundedDays(days);
    const before = ways.get(key);
    ways.set(key, before ? merged(before, situation) : { days: key, slack: promise && roundedDays(promise.days - days), path, answers: situation.answers, seen: situation.seen, count: situation.count, decided });
  }
  return { promise, open, ways: [...ways.values()].sort((a, b) => b.days - a.days) };
}

/** The longest end whatever is answered: no situation takes longer. */
export const longestOfAll = (program: Program): number => walkProgram(program, () => null).days;

/** Steps, departments and what to know of one way. */
export function detailOf(program: Program, { promise }: Pick<DeadlineReport, 'promise'>, { decided, path }: Pick<Way, 'decided' | 'path'>): WayDetail {
  const { steps, notes } = walkProgram(program, decided);
  const onPath = new Set(path.map(({ process, id }) => `${process} ${id}`));
  const shown = steps.map((step): ShownStep => {
    const slack = promise && slackOf(program, decided, promise.days, step);
    return { ...step, critical: onPath.has(`${step.process} ${step.id}`), department: nodeOf(program, step).step?.department ?? null, slack: slack === null ? null : roundedDays(slack) };
  });
  return { steps: shown.sort((a, b) => a.start - b.start || a.end - b.end), departments: byDepartment(shown), notes };
}

function byDepartment(steps: readonly ShownStep[]): DepartmentSlack[] {
  const found = new Map<string | null, DepartmentSlack>();
  for (const { department, critical, slack, start, end } of steps) {
    const before = found.get(department) ?? { department, critical: 0, slack: null, steps: 0 };
    const least = slack === null ? before.slack : before.slack === null ? slack : Math.min(before.slack, slack);
    found.set(department, { department, critical: roundedDays(before.critical + (critical ? end - start : 0)), slack: least, steps: before.steps + 1 });
  }
  return [...found.values()].sort((a, b) => (a.slack ?? Infinity) - (b.slack ?? Infinity));
}

const nodeOf = (program: Program, { process, id }: Place): ActivityNode => {
  const node = indexOf(program, process).nodes.get(id)!;
  if (!isActivity(node)) throw new Error(`Expected "${id}" to be a step`);
  return node;
};

const decidedBy = ({ decided }: Situation): Decided => (key) => decided.get(key) ?? null;

function merged(way: Way, { seen, count }: Situation): Way {
  const names = new Set([...way.seen.keys(), ...seen.keys()]);
  return { ...way, count: way.count + count, seen: new Map([...names].map((name) => [name, new Set([...(way.seen.get(name) ?? []), ...(seen.get(name) ?? [])])])) };
}
