import type { Calendar } from '../clock/calendar.ts';
import type { Card } from '../state.ts';
import { explainRung } from '../clock/explain.ts';
import { fireRung, type Ladder, nextRung, type RungTime } from '../clock/ladder.ts';
import type { LegalClock } from '../clock/legalClock.ts';
import { putClock } from './clockEntry.ts';
import { type Machine, nextId, writable } from './machine.ts';

/** The next signal of a clock, or null: no ladder, stopped, ended, or every rung fired. */
export function nextSignal(state: Pick<Machine['state'], 'calendar' | 'ladders'>, clock: LegalClock): RungTime | null {
  const ladder = clock.ladder === null ? undefined : state.ladders[clock.ladder];
  return ladder && !clock.stoppedAt ? remembered(clock, state.calendar, ladder) : null;
}

/** Clocks, calendars and ladders are never changed in place, so a counted signal holds for as long as they are the same. */
const counted = new WeakMap<LegalClock, { readonly calendar: Calendar; readonly ladder: Ladder; readonly rung: RungTime | null }>();

function remembered(clock: LegalClock, calendar: Calendar, ladder: Ladder): RungTime | null {
  const before = counted.get(clock);
  if (before?.calendar === calendar && before.ladder === ladder) return before.rung;
  const rung = nextRung(clock, calendar, ladder);
  counted.set(clock, { calendar, ladder, rung });
  return rung;
}

/** Gives a clock's signal: a card in the ledger, with the computation a civil servant can check, and its document. */
export function fireCard(m: Machine, clock: LegalClock, rung: RungTime): void {
  const card: Card = { id: nextId(m), clock: clock.id, instance: clock.instance, level: rung.level, at: m.now };
  writable(m, 'cards')[card.id] = card;
  putClock(m, fireRung(clock, rung.level));
  m.log.push({
    type: 'card',
    card: card.id,
    level: rung.level,
    signal: rung.signal,
    clock: clock.id,
    instance: clock.instance,
    element: clock.element,
    department: clock.department,
    to: rung.to,
    on: rung.on,
    answerBy: rung.answerBy,
    computation: { ...explainRung(clock, m.state.calendar, m.state.ladders[clock.ladder!]!, rung) },
  });
  if (rung.document) m.log.push({ type: 'document', code: rung.document, instance: clock.instance, data: { card: card.id, level: rung.level, on: rung.on } });
}
