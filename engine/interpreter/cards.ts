import type { Card } from '../state.ts';
import { explain } from '../clock/explain.ts';
import { fireRung, nextRung, type RungTime } from '../clock/ladder.ts';
import type { LegalClock } from '../clock/legalClock.ts';
import { type Machine, nextId } from './machine.ts';

/** The next signal of a clock, or null: no ladder, stopped, ended, or every rung fired. */
export function nextSignal(state: Pick<Machine['state'], 'calendar' | 'ladders'>, clock: LegalClock): RungTime | null {
  const ladder = clock.ladder === null ? undefined : state.ladders[clock.ladder];
  return ladder && !clock.stoppedAt ? nextRung(clock, state.calendar, ladder) : null;
}

/** Gives a clock's signal: a card in the ledger, with the computation a civil servant can check, and its document. */
export function fireCard(m: Machine, clock: LegalClock, rung: RungTime): void {
  const card: Card = { id: nextId(m), clock: clock.id, instance: clock.instance, level: rung.level, at: m.now };
  m.state.cards[card.id] = card;
  m.state.clocks[clock.id] = fireRung(clock, rung.level);
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
    computation: { ...explain(clock, m.state.calendar) },
  });
  if (rung.document) m.log.push({ type: 'document', code: rung.document, instance: clock.instance, data: { card: card.id, level: rung.level, on: rung.on } });
}
