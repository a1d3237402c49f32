import { hashText } from '../canonical.ts';
import type { Calendar } from '../clock/calendar.ts';
import type { Ladder } from '../clock/ladder.ts';
import { DomainError } from '../errors.ts';
import type { Event } from '../event.ts';
import { checkForm } from '../forms/checkForm.ts';
import type { MatterForm } from '../forms/matterForm.ts';
import type { StepFormFile } from '../forms/model.ts';
import { fieldsOfStep } from '../forms/stepRights.ts';
import { type StepValueForm, stepValues } from '../forms/stepValues.ts';
import { nextDue } from '../interpreter/dueTimes.ts';
import { step } from '../interpreter/step.ts';
import type { LogEntry, OpenedEntry } from '../log.ts';
import type { Program } from '../program.ts';
import type { State } from '../state.ts';
import type { Instant, Variables } from '../value.ts';
import { actOn, type EventBody } from './acts.ts';
import type { DepartmentOf, Effect } from './compare.ts';
import { answered, departmentOfJob, Departments, operationOfJob, type PendingJob } from './departments.ts';
import { type Recorded, withRecorded } from './recorded.ts';
import { asVariables, type DepartmentTold, type ScenarioStart, type ScenarioStep } from './scenario.ts';
import { type CaseView, viewOf } from './view.ts';

/** Everything a scenario runs on. */
export interface Stage {
  readonly program: Program;
  /** The matter's form; null for a flow without applicants, whose answers become variables as they are. */
  readonly form: MatterForm | null;
  readonly calendar: Calendar;
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly departmentOf: DepartmentOf;
  /** Forms of steps by id; a step whose form is not among them keeps the values it is given. */
  readonly stepForms?: ReadonlyMap<string, StepValueForm>;
}

/** One line of what happened. */
export interface Happened {
  readonly at: Instant;
  /** The scenario's step it belongs to, from 1; 0 for the start. */
  readonly step: number;
  readonly entry: LogEntry;
}

/** Most events of one run: a flow that turns for ever is refused, not waited for. */
const mostEvents = 5_000;

/** A case played in memory by the interpreter that runs real cases, on a virtual clock, with the scenario as everybody. */
export class Play {
  readonly events: Event[] = [];
  /** The chain after each event. */
  readonly heads: string[] = [];
  readonly happened: Happened[] = [];
  /** Effects in departments' ledgers, one a key. */
  readonly effects: Effect[] = [];
  readonly #stage: Stage;
  readonly #recorded: readonly Recorded[];
  readonly #departments = new Departments();
  readonly #keys = new Set<string>();
  readonly #asks: boolean;
  #pending: PendingJob[] = [];
  #held: PendingJob[] = [];
  #state: State;
  #step = 0;

  /**
   * Starts the case.
   * @param asks calls to departments wait for `answerCalls`, in place of being answered at once
   * @throws DomainError FORM_INVALID for answers that the window would refuse
   */
  constructor(stage: Stage, start: ScenarioStart, { recorded = [], asks = false }: { recorded?: readonly Recorded[]; asks?: boolean } = {}) {
    this.#stage = stage;
    this.#recorded = recorded;
    this.#asks = asks;
    for (const told of start.departments ?? []) this.#departments.tell(told);
    const given = recorded[0]?.start;
    const variables = { ...accepted(stage.form, start), materials: [], ...given?.variables };
    const { calendar, ladders } = stage;
    this.#state = this.#step_(null, { type: 'start', caseNumber: given?.caseNumber ?? 'rehearsal', variables, calendar, ladders }, start.now);
    this.#drain(!asks);
  }

  get state(): State {
    return this.#state;
  }

  get view(): CaseView {
    return viewOf(this.#stage.program, this.#state, this.happened.map(({ entry }) => entry), this.#stage.form?.applicantStages ?? []);
  }

  /** Calls that wait for the word of a department. */
  get calls(): readonly PendingJob[] {
    return this.#pending;
  }

  /** Calls that were accepted and not answered. */
  get held(): readonly PendingJob[] {
    return this.#held;
  }

  /** What a department's call would be answered with now. */
  told(job: PendingJob): DepartmentTold {
    return this.#departments.of(job.command);
  }

  /** @throws DomainError as the real case would refuse it, or SCENARIO_NOTHING_OPEN when nobody waits for the act */
  act(one: ScenarioStep): void {
    this.#step += 1;
    if (one.standin) this.#tell(one.standin);
    const users = one.by === undefined ? [undefined] : [one.by].flat();
    for (const user of one.complete === undefined && one.correct === undefined ? [undefined] : users) {
      const event = actOn(this.#stage.program, this.#state, one, user, this.#stage.departmentOf);
      if (event !== null) this.#feed(event.type === 'complete' ? this.#asFilled(event) : event);
    }
    if (one.advance !== undefined) this.#advance(one.advance);
  }

  /** Lets departments answer every call that waits now, as they were told; calls that this opens wait again. */
  answerCalls(): void {
    this.#drain(true, this.#pending.length);
    this.#drain(false);
  }

  #tell(told: DepartmentTold): void {
    this.#departments.tell(told);
    if (!told.answer) return;
    const mine = ({ command: { job } }: PendingJob) => departmentOfJob(job) === told.department && operationOfJob(job) === told.operation;
    const [speaking, silent] = [this.#held.filter(mine), this.#held.filter((job) => !mine(job))];
    this.#held = silent;
    for (let time = 0; time < told.answer; time += 1) for (const { command: { instance, attempt } } of speaking) this.#feedAnswer({ type: 'job', instance, attempt, outcome: answered(told) });
  }

  /** The answer as the step's form makes it, so that what is left out counts as it does in a real case. */
  #asFilled(event: Extract<EventBody, { type: 'complete' }>): EventBody {
    const opened = this.happened.find(({ entry }) => entry.type === 'opened' && entry.instance === event.instance)?.entry as OpenedEntry | undefined;
    if (opened === undefined) return event;
    const { program, form: matter, stepForms } = this.#stage;
    const stepForm = opened.form ? stepForms?.get(opened.form) : undefined;
    const form = fieldsOfStep(stepForm as StepFormFile | undefined, opened.process === program.main ? matter : null, opened.element);
    if (stepForm === undefined && form.sections.length === 0) return event;
    const around = { ...this.#root, ...opened.variables, opinion: event.opinion ?? null };
    const { plain, faults } = stepValues(form, event.variables ?? {}, around, this.#state.now);
    if (faults.length > 0) throw new DomainError('FORM_INVALID', { fields: faults });
    const { variables: _, ...answer } = event;
    return Object.keys(plain).length === 0 ? answer : { ...answer, variables: plain };
  }

  /** What the case as a whole knows. */
  get #root(): Variables {
    return Object.values(this.#state.instances).find(({ parent }) => parent === null)?.variables ?? {};
  }

  #advance(to: Instant): void {
    if (to < this.#state.now) throw new DomainError('CLOCK_BACKWARDS', { now: this.#state.now, to });
    for (let due = this.#due; due !== null && due <= to; due = this.#due) this.#feed({ type: 'tick' }, due < this.#state.now ? this.#state.now : due, true);
    if (this.#state.status === 'running') this.#feed({ type: 'tick' }, to, true);
  }

  get #due(): Instant | null {
    return nextDue(this.#stage.program, this.#state);
  }

  #feed(event: EventBody, now = this.#state.now, atOnce = !this.#asks): void {
    this.#state = this.#step_(this.#state, event, now);
    this.#drain(atOnce);
  }

  #feedAnswer(event: Extract<EventBody, { type: 'job' }>): void {
    if (this.#state.status !== 'running') return;
    const recorded = this.#recorded[this.events.length]?.job;
    this.#feed({ ...event, outcome: recorded ? withRecorded(event.outcome, recorded.outcome) : event.outcome });
  }

  /** Lets departments answer in the order they were asked, or in the recorded one. */
  #drain(atOnce: boolean, most = Infinity): void {
    for (let done = 0; this.#pending.length > 0 && done < most; done += 1) {
      const next = this.#recorded[this.events.length]?.job;
      const place = Math.max(0, this.#pending.findIndex(({ command }) => command.instance === next?.instance && command.attempt === next.attempt));
      const job = this.#pending[place]!;
      // What was accepted is answered by itself; a call waits to be told.
      if (!atOnce && job.phase === 'call') return;
      this.#pending.splice(place, 1);
      if (this.#state.status !== 'running') continue;
      this.#answer(job);
    }
  }

  #answer(job: PendingJob): void {
    const { command } = job;
    const { outcome, next } = this.#departments.outcome(job);
    if (job.phase === 'call' && (outcome.kind === 'done' || outcome.kind === 'accepted') && !this.#keys.has(command.key)) {
      this.#keys.add(command.key);
      this.effects.push({ department: departmentOfJob(command.job), kind: operationOfJob(command.job) });
    }
    const recorded = this.#recorded[this.events.length]?.job;
    this.#state = this.#step_(this.#state, { type: 'job', instance: command.instance, attempt: command.attempt, outcome: recorded ? withRecorded(outcome, recorded.outcome) : outcome }, this.#state.now);
    if (next === 'callback') this.#pending.push({ command, phase: 'callback' });
    if (next === 'held') this.#held.push({ command, phase: 'callback' });
  }

  #step_(from: State | null, body: EventBody, now: Instant): State {
    if (this.events.length >= mostEvents) throw new DomainError('SCENARIO_TOO_LONG', { events: mostEvents });
    const recorded = this.#recorded[this.events.length];
    const { actor, commandId, digest } = recorded ?? { actor: { user: 'rehearsal', role: 'system' } };
    const event = { ...body, now, actor, ...(commandId === undefined ? {} : { commandId }), ...(digest === undefined ? {} : { digest }) } as Event;
    const { state, commands, log } = step(this.#stage.program, from, event);
    this.events.push(event);
    this.heads.push(state.chain);
    this.happened.push(...log.map((entry) => ({ at: now, step: this.#step, entry })));
    for (const command of commands) {
      if (command.type === 'job') this.#pending.push({ command, phase: 'call' });
      else if (command.type === 'cancelJob') this.#forget(command.instance);
    }
    return state;
  }

  #forget(instance: number): void {
    this.#pending = this.#pending.filter((job) => job.command.instance !== instance);
    this.#held = this.#held.filter((job) => job.command.instance !== instance);
  }
}

/** Answers as the window keeps them: what is not asked is no, an empty list or null; a personal value is a stand-in. */
function accepted(form: MatterForm | null, { situations, form: answers, now }: ScenarioStart): Variables {
  if (form === null) return asVariables({ ...situations, ...answers });
  const checked = checkForm(form, situations, answers, now);
  if (checked.faults.length > 0) throw new DomainError('FORM_INVALID', { fields: checked.faults });
  const standIns = Object.fromEntries(Object.keys(checked.personal).map((field) => [field, { $commitment: hashText(`sample ${field}`) }]));
  return { ...checked.situations, ...checked.plain, ...standIns };
}
