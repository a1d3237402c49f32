import { allHandlersFinished, CancellationScope, condition, continueAsNew, setHandler, sleep, upsertMemo, workflowInfo } from '@temporalio/workflow';
import type { Event, JobOutcome } from '../engine/event.ts';
import { hash } from '../engine/canonical.ts';
import { DomainError } from '../engine/errors.ts';
import { nextDue } from '../engine/interpreter/dueTimes.ts';
import { liveOf } from '../engine/interpreter/live.ts';
import { step } from '../engine/interpreter/step.ts';
import type { Step } from '../engine/interpreter/step.ts';
import { snapshotOf } from '../engine/snapshot.ts';
import type { State } from '../engine/state.ts';
import type { Instant } from '../engine/value.ts';
import { Alarm } from './alarm.ts';
import { JobWindow } from './jobWindow.ts';
import { advanceUpdate, commandUpdate, inspectQuery } from './messages.ts';
import type { AdvanceCommand, CaseCommand, CaseInput, CaseResult, CommandReply, JobCommand } from './messages.ts';
import { Post } from './post.ts';
import { Projection } from './projection.ts';
import { refusal } from './refusal.ts';
import { Turnstile } from './turnstile.ts';

/** Events of a run's history after which the case goes on as a new run. */
const usualRunLimit = 3_000;

/** How long the end of a run waits for a batch under way. */
const databasePatience = '10 seconds';

/**
 * A case of more live executions than this says where all of them stand only when it writes to the read model by itself, with
 * all that has gathered: said with every call and every reply, a case of five hundred steps would send each of them a thousand times.
 */
const manyTokens = 40;

/** Due times of a rehearsal in one workflow task, which may take a second at most. */
const turnsInOneBreath = 50;

/** Who acts when nobody does: due times and answers of systems. */
const platform = { user: 'platform', role: 'system' } as const;

/**
 * One case, for as long as it lives. Everything it means is decided by `step`; this driver brings events in and carries
 * commands out. It never fails: what a department or a flow does wrong is an incident inside the case.
 */
export async function caseWorkflow(input: CaseInput): Promise<CaseResult> {
  const { program, caseNumber, clockMode, start } = input;
  const onWall = clockMode === 'wall';
  const turnstile = new Turnstile(surroundings, () => projection.flush());
  const projection = new Projection(caseNumber, workflowInfo().runId, input.carried?.unwritten ?? [], () => snapshotOf(program, state), isWide, turnstile);
  const jobs = new JobWindow(caseNumber, clockMode, input.carried?.held ?? [], projection, turnstile, now, takeOutcome);
  const letters = new Post(caseNumber, input.carried?.letters ?? [], turnstile);
  const alarm = new Alarm(turnstile, () => passDueTimes(now()));
  const advances: AdvanceCommand[] = [...(input.carried?.advances ?? [])];
  let clock: Instant = input.carried?.clock ?? start.now;
  let state: State;
  let checked: { readonly commandId: string; readonly from: State; readonly event: Event; readonly step: Step } | null = null;

  // The state stands before any handler is set: an update that came with the start is checked against a real case.
  if (input.carried) {
    state = input.carried.state;
    jobs.pump();
    letters.pump();
  } else {
    apply(start, null);
  }
  if (onWall) alarm.set(nextDue(program, state!));

  setHandler(inspectQuery, () => ({ state, virtualNow: now(), jobsInFlight: jobs.inFlight, jobsWaiting: jobs.waiting.length, lettersWaiting: letters.waiting.length, stepsUnprojected: projection.unwritten.length }));
  setHandler(commandUpdate, (command) => turnstile.admit(() => take(command)), { validator: check });
  setHandler(advanceUpdate, (command) => turnstile.admit(() => takeAdvance(command)), { validator: checkAdvance });
  return CancellationScope.nonCancellable(live);

  function isWide(): boolean {
    return hasMany(state);
  }

  function now(): Instant {
    if (!onWall) return clock;
    const wall = turnstile.now();
    return wall > state.now ? wall : state.now;
  }

  function apply(event: Event, from: State | null = state): void {
    enact(event, step(program, from, event), false);
  }

  /** Carries out what a step did. `told`: who asked for it tells the read model. */
  function enact(event: Event, { state: next, commands, log }: Step, told: boolean): void {
    state = next;
    const { begun } = turnstile;
    projection.add({ seq: state.seq, event, chain: state.chain, log }, told);
    for (const command of commands) {
      if (command.type === 'job') jobs.ask({ command, at: state.now });
      else if (command.type === 'cancelJob') jobs.cancel(command.instance);
      else letters.send({ command, at: state.now });
    }
    if (onWall && ended() === false) alarm.set(nextDue(program, state));
    // A workflow task that leaves nothing in the history may be one with the next in a replay, and have its time.
    if (onWall && turnstile.leansOnTask && turnstile.begun === begun && projection.isHeldUp) upsertMemo({ seq: state.seq });
  }

  function ended(): boolean {
    return state.status !== 'running';
  }

  /** What fell due before an event happens before it, whichever the server delivers first. */
  function passDueTimes(until: Instant): void {
    for (let due = nextDue(program, state); !ended() && due !== null && due <= until; due = nextDue(program, state)) {
      apply({ type: 'tick', now: until, actor: platform });
      if (nextDue(program, state) === due) throw new Error(`Expected the due time ${due} to pass, but it stands`);
    }
    if (onWall && !ended()) alarm.set(nextDue(program, state));
  }

  function takeOutcome(command: JobCommand, outcome: JobOutcome, answeredAt: Instant = now()): void {
    if (ended()) return;
    const at = onWall && answeredAt < state.now ? state.now : answeredAt;
    if (onWall) passDueTimes(at);
    const answer = { type: 'job', instance: command.instance, attempt: command.attempt, now: at, actor: platform } as const;
    try {
      apply({ ...answer, outcome });
    } catch (error) {
      // An answer the case can't take is the department's fault to look at, never a reason to stand still.
      apply({ ...answer, outcome: unusable(refusal(error)) });
    }
  }

  function known(command: { commandId: string; digest: string }): boolean {
    const before = state.commands.find((each) => each.id === command.commandId) ?? advances.map(withDigest).find((each) => each.id === command.commandId);
    if (before && before.digest !== command.digest) throw refusal('IDEMPOTENCY_KEY_REUSED');
    return before !== undefined;
  }

  /** Runs before anything is written to the history; the very step that is taken then. What it lets through can't fail, unless it has to wait. */
  function check(command: CaseCommand): void {
    // To accept it is recorded at once, in a place that a replay would have elsewhere.
    if (turnstile.isShut) throw refusal(new DomainError('CASE_BUSY', { retryAfterSeconds: 1 }));
    if (known(command)) return;
    try {
      let from = state;
      const at = now();
      for (let due = nextDue(program, from); onWall && from.status === 'running' && due !== null && due <= at; due = nextDue(program, from)) {
        from = step(program, from, { type: 'tick', now: at, actor: platform }).state;
      }
      const event = eventOf(command, at);
      checked = { commandId: command.commandId, from, event, step: step(program, from, event) };
    } catch (error) {
      throw refusal(error);
    }
  }

  function take(command: CaseCommand): CommandReply {
    if (known(command)) {
      const untold = projection.unwritten;
      return { seq: state.seq, chain: state.chain, log: [], now: state.now, snapshot: snapshotOf(program, state), repeated: true, ...(untold.length > 0 && { untold }) };
    }
    if (onWall) passDueTimes(now());
    const event = eventOf(command, now());
    // What the validator has computed a moment ago holds when nothing came in between; a replay has none and computes it.
    const ready = checked?.commandId === command.commandId && checked.from === state && checked.event.now === event.now ? checked : null;
    checked = null;
    const taken = ready?.step ?? stepOrRefusal(event);
    const wide = hasMany(taken.state);
    enact(event, taken, command.tells === true && !wide);
    return { seq: state.seq, chain: state.chain, log: taken.log, now: state.now, ...(!wide && { snapshot: snapshotOf(program, state) }), repeated: false };
  }

  /** What has been let through is refused after all where local activities have changed the case meanwhile. */
  function stepOrRefusal(event: Event): Step {
    try {
      return step(program, state, event);
    } catch (error) {
      throw error instanceof DomainError ? refusal(error) : error;
    }
  }

  function checkAdvance(command: AdvanceCommand): void {
    if (onWall) throw refusal('NOT_A_REHEARSAL');
    if (known({ commandId: command.commandId, digest: withDigest(command).digest })) return;
    if (ended()) throw refusal('CASE_CLOSED');
    if (command.to < (advances.at(-1)?.to ?? clock)) throw refusal('CLOCK_BACKWARDS');
  }

  function takeAdvance(command: AdvanceCommand) {
    if (!known({ commandId: command.commandId, digest: withDigest(command).digest })) advances.push(command);
    return { seq: state.seq, from: clock, to: command.to };
  }

  /** One due time of a rehearsal, or the arrival at the asked instant. */
  function advance(): void {
    const { to, actor, commandId } = advances[0]!;
    const due = nextDue(program, state);
    if (due !== null && due <= to) {
      if (due > clock) clock = due;
      return passDueTimes(clock);
    }
    clock = to;
    advances.shift();
    apply({ type: 'tick', now: clock, actor, commandId, digest: withDigest({ to, actor, commandId }).digest });
  }

  async function live(): Promise<CaseResult> {
    void projection.run();
    const crowded = () => turnstile.settled && (workflowInfo().historyLength >= (input.runLimit ?? usualRunLimit) || workflowInfo().continueAsNewSuggested);
    const mayAdvance = () => advances.length > 0 && jobs.idle && letters.idle;
    for (let turn = 1; !ended(); turn += 1) {
      await condition(() => ended() || crowded() || mayAdvance());
      if (ended()) break;
      if (crowded()) await goOn();
      else if (mayAdvance()) advance();
      if (turn % turnsInOneBreath === 0) await sleep(1);
    }
    projection.hurry();
    await condition(() => projection.unwritten.length === 0 && letters.idle && allHandlersFinished());
    return { status: state.status, seq: state.seq, chain: state.chain };
  }

  /** Hands the case to a new run once nothing of it is under way; while commands keep coming, only new calls wait. */
  async function goOn(): Promise<void> {
    jobs.hold();
    await condition(() => ended() || jobs.inFlight === 0);
    projection.hold();
    letters.hold();
    // A read model that is away must not keep the history growing: the next run writes that batch again, and hands over that letter.
    await condition(() => ended() || (projection.still && letters.still), databasePatience);
    await condition(() => ended() || allHandlersFinished());
    if (!ended()) await continueAsNew<typeof caseWorkflow>({ ...input, carried: { state, clock: now(), held: jobs.waiting, advances, letters: letters.waiting, unwritten: projection.unwritten } });
    projection.release();
    letters.release();
  }
}

const surroundings = { clock: () => Date.now(), task: () => workflowInfo().historyLength, until: (holds: () => boolean) => uncancelled(() => condition(holds)), pause: () => uncancelled(() => sleep(1)) };

/** A cancellation of the workflow by Temporal's own tools is nothing to a case. */
function uncancelled<T>(wait: () => Promise<T>): Promise<T> {
  return CancellationScope.nonCancellable(wait);
}

const hasMany = (state: State): boolean => liveOf(state).instances.size > manyTokens;

/** What is too large says so; anything else is an answer that can't be used. */
const unusable = ({ type, message }: { readonly type?: string | null; readonly message: string }): JobOutcome =>
  ({ kind: 'failed', code: tooLarge(type ?? '') ? type! : 'ANSWER_UNUSABLE', message, retryable: false });

const tooLarge = (code: string): boolean => code === 'VAR_TOO_LARGE' || code === 'STATE_TOO_LARGE';

const eventOf = ({ event, actor, commandId, digest }: CaseCommand, now: Instant): Event => ({ ...event, now, actor, commandId, digest }) as Event;

const withDigest = ({ commandId, actor, to }: AdvanceCommand) => ({ id: commandId, digest: hash({ actor, to }) });
