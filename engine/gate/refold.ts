import { addMilliseconds, later } from '../clock/civil.ts';
import { DomainError } from '../errors.ts';
import type { Event } from '../event.ts';
import { nextDue } from '../interpreter/dueTimes.ts';
import { unchained } from '../interpreter/step.ts';
import type { LogEntry } from '../log.ts';
import type { Program } from '../program.ts';
import type { State } from '../state.ts';
import type { Instant } from '../value.ts';
import type { Difference, DifferenceCode, Outcome } from './outcome.ts';
import { entered, hasElement, partings } from './route.ts';
import { type Spot, Trace } from './trace.ts';
import { translate, type Translated } from './translate.ts';

/** A time that came so long before the next event has happened before it, whatever else was late. */
const GRACE_MS = 600_000;
/** Most times that are let come after the last event: a card ladder has a handful. */
const MOST_TIMES = 300;

/**
 * Folds a finished case through another version: each of its events, found again by element and order, moves the new version
 * as it moved the old one. Events that the new version asks for later wait until then; those it never asks for are left out,
 * and that is a difference. Times that the new version waits for come when they are due.
 */
export function refold(past: { readonly program: Program; readonly events: readonly Event[] }, next: Program): Outcome {
  if (past.events.length === 0) return broken('NO_EVENTS');
  try {
    if (past.program !== next) return new Refolding(past.program, next).run(past.events);
    // The same program takes the same events the same way: all there is to find out is whether the past can be followed.
    let state: State | null = null;
    for (const event of past.events) ({ state } = unchained(next, state, event));
    return { kind: 'same', first: null, end: null };
  } catch (error) {
    // A past that its own version refuses says nothing about the next one.
    if (!(error instanceof DomainError)) throw error;
    return broken(error.code);
  }
}

function broken(detail: string): Outcome {
  const difference: Difference = { code: 'HISTORY_BROKEN', seq: 0, event: 'start', element: null, detail };
  return { kind: 'impossible', first: difference, end: difference };
}

/** Cards tell people of deadlines and move no token: the new version's are not counted out. */
const withoutCards = (event: Event): Event => (event.type === 'start' ? { ...event, ladders: {} } : event);

class Refolding {
  readonly #before: Program;
  readonly #after: Program;
  readonly #old: Trace;
  readonly #new: Trace;
  #was: State | null = null;
  #is: State | null = null;
  #passed: string[] = [];
  #first: Difference | null = null;
  #refusal: Difference | null = null;
  #waiting: { readonly event: Event; readonly asks: NonNullable<Translated['asks']> }[] = [];
  #at = { seq: 0, event: 'start' };

  constructor(before: Program, after: Program) {
    this.#before = before;
    this.#after = after;
    this.#old = new Trace(before);
    this.#new = new Trace(after);
  }

  run(events: readonly Event[]): Outcome {
    events.forEach((event, index) => {
      this.#at = { seq: index + 1, event: event.type };
      this.#follow(event);
    });
    this.#at = { seq: events.length + 1, event: 'end' };
    const end = this.#endOf();
    if (end) this.#differ(end.code, end.element, end);
    const kind = end && end.code !== 'OTHER_STATUS' && end.code !== 'ENDED_EARLY' ? 'impossible' : this.#first ? 'other' : 'same';
    return { kind, first: this.#first, end: kind === 'impossible' ? end : null };
  }

  #follow(event: Event): void {
    const translated = translate(event, this.#was, this.#old);
    const was = this.#was;
    const old = unchained(this.#before, this.#was, event);
    this.#was = old.state;
    this.#old.note(old.log);
    this.#letTimesCome(event.now, () => was && nextDue(this.#before, was));
    this.#give(event, translated);
    this.#giveWhatWaits();
    const { gone, added } = partings(entered(this.#before, old.log), this.#passed);
    this.#passed = [];
    if (added.length > 0 && gone.length > 0) this.#differ('OTHER_BRANCH', added[0]!, { instead: gone[0]! });
    else if (added.length > 0) this.#differ('NEW_STEP', added[0]!);
    else if (gone.length > 0) this.#differ('LEFT_OUT', gone[0]!);
  }

  /** What the new version waits for in time, and the old one did not, comes before the event. */
  #letTimesCome(now: Instant, dueBefore: () => Instant | null): void {
    for (let count = 0; count < MOST_TIMES && this.#is; count += 1) {
      const due = nextDue(this.#after, this.#is);
      if (due === null || due >= addMilliseconds(now, -GRACE_MS) || due === dueBefore()) return;
      this.#move({ type: 'tick', now: later(due, this.#is.now), actor: { user: 'platform', role: 'operator' } });
    }
  }

  #give(event: Event, { asks, event: direct }: Translated): void {
    if (direct) return this.#try(direct, null);
    if (!asks) return;
    if (this.#is?.status !== 'running') return this.#differ('ENDED_EARLY', null);
    if (!hasElement(this.#after, asks.spot.element)) return this.#differ('STEP_GONE', asks.spot.element);
    if (!this.#tryAt(event, asks)) {
      this.#differ('NOT_OPEN', asks.spot.element);
      this.#waiting.push({ event, asks });
    }
  }

  #giveWhatWaits(): void {
    for (let moved = true; moved; ) {
      moved = false;
      for (const each of this.#waiting) {
        if (!this.#tryAt(each.event, each.asks)) continue;
        this.#waiting = this.#waiting.filter((other) => other !== each);
        moved = true;
        break;
      }
    }
  }

  /** @returns whether the new version has asked for it: what it then says to it is another matter. */
  #tryAt(event: Event, { role, spot, build }: NonNullable<Translated['asks']>): boolean {
    const id = this.#new.idAt(role, spot);
    if (id === null || !this.#is) return false;
    this.#try({ ...build(id, this.#is), now: later(event.now, this.#is.now) } as Event, spot);
    return true;
  }

  #try(event: Event, spot: Spot | null): void {
    try {
      this.#move(event);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'CASE_CLOSED') return this.#differ('ENDED_EARLY', null);
      const code = error.code === 'TASK_ALREADY_DONE' ? 'NOT_OPEN' : 'REFUSED';
      this.#differ(code, spot?.element ?? null, code === 'REFUSED' ? { detail: error.code } : {});
      if (code === 'REFUSED') this.#refusal ??= { code, ...this.#at, element: spot?.element ?? null, detail: error.code };
    }
  }

  #move(event: Event): void {
    const { state, log } = unchained(this.#after, this.#is, withoutCards(event));
    this.#is = state;
    this.#new.note(log);
    this.#passed.push(...entered(this.#after, log));
    const stopped = this.#incidentIn(log);
    if (stopped) this.#differ('INCIDENT', stopped.element, { detail: stopped.detail! });
  }

  /** An incident that the case did not have at this place in its own version. */
  #incidentIn(log: readonly LogEntry[]): Pick<Difference, 'element' | 'detail'> | null {
    for (const entry of log) {
      if (entry.type !== 'incident' || entry.action !== 'raised') continue;
      const spot = this.#new.spotOf('incident', entry.incident.id)!;
      if (this.#old.idAt('incident', spot) === null) return { element: spot.element, detail: entry.incident.code };
    }
    return null;
  }

  /** Why it does not come to the end it had; null when it does. */
  #endOf(): Difference | null {
    if (!this.#is || !this.#was) return this.#refusal;
    this.#letTheRestCome();
    const end = (code: DifferenceCode, element: string | null, detail?: string): Difference => ({ code, ...this.#at, element, ...(detail === undefined ? {} : { detail }) });
    // A case that has not ended is followed as far as it has come.
    if (this.#was.status === 'running') return this.#is.status === 'running' ? null : end('OTHER_STATUS', null, this.#is.status);
    if (this.#is.status !== 'running') return this.#is.status === this.#was.status ? null : end('OTHER_STATUS', null, this.#is.status);
    const incident = Object.values(this.#is.incidents)[0];
    if (incident) return end('INCIDENT', this.#new.spotOf('incident', incident.id)?.element ?? null, incident.code);
    if (this.#refusal) return this.#refusal;
    const open = Object.values(this.#is.instances).find(({ node, waits = [] }) => node !== null && waits.length > 0);
    return end('NOT_FINISHED', open ? (this.#new.spotOf('entered', open.id)?.element ?? open.node) : null);
  }

  /** Nothing but time can still move it: times come until it ends, or until none that anybody waits for is left. */
  #letTheRestCome(): void {
    for (let count = 0; count < MOST_TIMES && this.#is?.status === 'running' && this.#was?.status !== 'running'; count += 1) {
      const due = nextDue(this.#after, this.#is);
      if (due === null) return;
      this.#move({ type: 'tick', now: later(due, this.#is.now), actor: { user: 'platform', role: 'operator' } });
      this.#giveWhatWaits();
    }
  }

  #differ(code: DifferenceCode, element: string | null, more: Partial<Pick<Difference, 'instead' | 'detail'>> = {}): void {
    const { instead, detail } = more;
    this.#first ??= { code, ...this.#at, element, ...(instead === undefined ? {} : { instead }), ...(detail === undefined ? {} : { detail }) };
  }
}
