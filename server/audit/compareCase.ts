import type { ProjectedStep } from '../../activities/ports.ts';
import { canonical, hash } from '../../engine/canonical.ts';
import type { Event } from '../../engine/event.ts';
import { step } from '../../engine/interpreter/step.ts';
import type { Step } from '../../engine/interpreter/step.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Program } from '../../engine/program.ts';
import { elementOf, firstParting } from '../../engine/replay.ts';
import type { State } from '../../engine/state.ts';
import type { RecordedRun } from './history.ts';
import { originOf } from './origin.ts';
import type { CaseRecords } from './records.ts';
import { storedProgramDifference } from './storedProgram.ts';

/** Which of the three witnesses speaks differently from the rest. */
export type Witness = 'history' | 'readModel' | 'storedProgram';

/** The first thing that is not as it was. */
export interface Difference {
  /** Number of the event; null where the case as a whole is concerned. */
  readonly seq: number | null;
  readonly type: string | null;
  readonly element: string | null;
  /** Path of what differs: `opinion`, `chain`, `workItem.comment`, `flows.3.condition`. */
  readonly what: string;
  readonly where: Witness;
  /** What replaying gives, and what that witness says. */
  readonly expected: unknown;
  readonly found: unknown;
}

/** How much was compared. */
export interface Compared {
  readonly steps: number;
  readonly heads: number;
  readonly commands: number;
  readonly answers: number;
  readonly rows: number;
  /** Events the read model does not have yet: it follows a moment later. */
  readonly behind: number;
  readonly chain: string;
}

type Found = Omit<Difference, 'seq' | 'type' | 'element'>;

/**
 * Executes a case again from what its history received, and holds every step against the history's own record, the read
 * model's rows and the stored program. Returns the first difference, or null, with what was compared. Without `records`
 * the history is held against itself alone.
 */
export function compareCase(runs: readonly RecordedRun[], records: CaseRecords | null): { difference: Difference | null; compared: Compared } {
  const { program, programHash } = runs[0]!.input;
  const steps = toldSteps(runs);
  const counts = { steps: 0, heads: 0, commands: 0, answers: 0, rows: 0, behind: 0, chain: '' };
  const heads = new Map(runs.flatMap((run) => run.projections.map(({ activityId, batch }) => [batch.steps.at(-1)!.seq, activityId] as const)));
  const carried = new Map(runs.flatMap((run) => (run.input.carried ? [[run.input.carried.state.seq, run.input.carried.state] as const] : [])));
  const whole = (found: Found): Difference => ({ seq: null, type: null, element: null, ...found });

  if (hash(program) !== programHash) return { difference: whole({ what: 'programHash', where: 'history', expected: hash(program), found: programHash }), compared: counts };
  const stored = records && storedProgramDifference(program, programHash, records, steps.map((told) => told.event));
  if (stored) return { difference: stored, compared: counts };

  let state: State | null = null;
  for (const [n, told] of steps.entries()) {
    const seq = n + 1;
    const before: State | null = state;
    const origin = originOf(told.event, runs);
    const here = (found: Found, log: readonly LogEntry[] = told.log): { difference: Difference; compared: Compared } => ({
      difference: { seq, type: told.event.type, element: elementOf(told.event, before, log), ...found },
      compared: counts,
    });
    if (told.seq !== seq) return here({ what: 'seq', where: 'history', expected: seq, found: told.seq });
    if (!origin) return here({ what: 'origin', where: 'history', expected: told.event, found: null });
    const changed = firstParting(told.event, origin);
    if (changed) return here({ what: changed.path, where: 'history', expected: changed.one, found: changed.other });
    const after = tryStep(program, state, origin);
    if (after instanceof Error) return here({ what: 'refused', where: 'history', expected: null, found: after.message });
    state = after.state;
    const found = historyDifference(after, told, heads.get(seq), carried.get(seq)) ?? (records && rowDifference(seq, origin, after, records));
    if (found) return here(found, after.log);
    counts.steps += 1;
    counts.chain = state.chain;
    if (heads.has(seq)) counts.heads += 1;
    if (origin.commandId !== undefined) counts.commands += 1;
    else if (origin.type === 'job') counts.answers += 1;
    if (records?.events.has(seq)) counts.rows += 1 + after.log.length;
    else if (records) counts.behind += 1;
  }
  const last = state && records && endDifference(state, records, steps.length);
  return { difference: last && whole(last), compared: counts };
}

/** Every step the case told the read model, once each: a batch that a run could not finish comes again in the next. */
function toldSteps(runs: readonly RecordedRun[]): ProjectedStep[] {
  const steps = new Map<number, ProjectedStep>();
  for (const { projections, replies } of runs) for (const told of [...projections.flatMap(({ batch }) => batch.steps), ...replies]) if (!steps.has(told.seq)) steps.set(told.seq, told);
  return [...steps.values()].sort((a, b) => a.seq - b.seq);
}

function tryStep(program: Program, state: State | null, event: Event): Step | Error {
  try {
    return step(program, state, event);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function historyDifference(after: Step, told: ProjectedStep, head: string | undefined, carried: State | undefined): Found | null {
  const { seq, chain } = after.state;
  if (told.chain !== chain) return { what: 'chain', where: 'history', expected: chain, found: told.chain };
  const id = `p${seq}-${chain.slice(0, 16)}`;
  if (head !== undefined && head !== id) return { what: 'head', where: 'history', expected: id, found: head };
  const log = firstParting(after.log, told.log);
  if (log) return { what: `log.${log.path}`, where: 'history', expected: log.one, found: log.other };
  if (carried && canonical(carried) !== canonical(after.state)) {
    const parting = firstParting(after.state, carried)!;
    return { what: `carried.${parting.path}`, where: 'history', expected: parting.one, found: parting.other };
  }
  return null;
}

function rowDifference(seq: number, event: Event, after: Step, records: CaseRecords): Found | null {
  const readModel = (what: string, expected: unknown, found: unknown): Found => ({ what, where: 'readModel', expected, found });
  const row = records.events.get(seq);
  if (!row) return seq <= records.seq ? readModel('event', event.type, null) : null;
  const changed = row.event && firstParting(event, row.event);
  if (changed) return readModel(changed.path, changed.one, changed.other);
  if (row.chain !== after.state.chain) return readModel('chain', after.state.chain, row.chain);
  const head = records.heads.get(seq);
  if (head !== undefined && head !== after.state.chain) return readModel('chainHead', after.state.chain, head);
  const log = firstParting(after.log, records.log.get(seq) ?? []);
  if (log) return readModel(`log.${log.path}`, log.one, log.other);
  if (seq > records.seq) return null;
  for (const entry of after.log) {
    if (entry.type !== 'closed' || entry.how !== 'completed') continue;
    const item = records.workItems.get(entry.instance);
    const is = { opinion: entry.opinion ?? null, comment: entry.comment ?? null, closedBy: event.actor.user };
    const parting = firstParting(is, item ? { opinion: item.opinion, comment: item.comment, closedBy: item.closedBy } : null);
    if (parting) return readModel(`workItem.${parting.path}`, parting.one, parting.other);
  }
  return null;
}

function endDifference(state: State, records: CaseRecords, steps: number): Found | null {
  const closed = state.status !== 'running';
  if (closed && records.events.size > steps) return { what: 'event', where: 'readModel', expected: null, found: records.events.get(steps + 1)?.event?.type ?? steps + 1 };
  if (records.seq !== steps) return null;
  if (records.chain !== state.chain) return { what: 'case.chain', where: 'readModel', expected: state.chain, found: records.chain };
  if (records.status !== state.status) return { what: 'case.status', where: 'readModel', expected: state.status, found: records.status };
  return null;
}
