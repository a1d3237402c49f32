import { addDuration } from '../clock/iso8601.ts';
import { compare } from '../clock/civil.ts';
import { sizeOf } from '../size.ts';
import type { Instant } from '../value.ts';
import { hand, isFor, type Letter, subscriptions } from './deliver.ts';
import type { Machine } from './machine.ts';

/** Most messages a case keeps for subscriptions to come; beyond that the oldest is dropped. */
export const MOST_KEPT = 100;

/** Most bytes the kept messages of a case bring together; beyond that the oldest are dropped. */
export const MOST_KEPT_BYTES = 64 * 1024;

/** Longest time a message is kept. */
const LONGEST_KEPT = 'P30D';

/** Most ids of messages that a case remembers. */
export const MOST_HEARD = 256;

/** Whether a message with this id has come before; it is remembered from now on. */
export function cameBefore(m: Machine, id: string | undefined): boolean {
  if (id === undefined) return false;
  const heard = m.state.heard ?? [];
  if (heard.includes(id)) return true;
  m.state.heard = [...heard, id].slice(-MOST_HEARD);
  return false;
}

/** Until when a message of this instant is kept: as long as is wished, `LONGEST_KEPT` at most. @throws DomainError TIMER_INVALID when the duration can't be read */
export function keptUntil(at: Instant, keepFor: string): Instant {
  const [wished, longest] = [addDuration(at, keepFor), addDuration(at, LONGEST_KEPT)];
  return compare(wished, longest) > 0 ? longest : wished;
}

/** Keeps a message for the first subscription that opens for it. @throws DomainError TIMER_INVALID when the time can't be read */
export function keep(m: Machine, { name, key, variables }: Letter, keepFor: string): void {
  forgetExpired(m);
  const until = keptUntil(m.now, keepFor);
  const kept = [...(m.state.early ?? []), { name, ...(key === undefined ? {} : { key }), variables: { ...variables }, until }];
  while (kept.length > MOST_KEPT || kept.reduce((sum, each) => sum + sizeOf(each.variables), 0) > MOST_KEPT_BYTES) m.log.push({ type: 'message', action: 'dropped', name: kept.shift()!.name });
  setEarly(m, kept);
  m.log.push({ type: 'message', action: 'kept', name });
}

/** Hands kept messages, oldest first, to those who wait for them by now. @returns whether one was handed over */
export function handOver(m: Machine): boolean {
  if (!m.state.early) return false;
  forgetExpired(m);
  for (const message of m.state.early ?? []) {
    const [found] = subscriptions(m, (wait, owner) => isFor(m, message, wait, owner));
    if (!found) continue;
    setEarly(m, m.state.early!.filter((other) => other !== message));
    m.log.push({ type: 'message', action: 'taken', name: message.name });
    hand(m, ...found, message);
    return true;
  }
  return false;
}

function forgetExpired(m: Machine): void {
  const isOver = (until: Instant): boolean => compare(until, m.now) <= 0;
  for (const { name, until } of m.state.early ?? []) if (isOver(until)) m.log.push({ type: 'message', action: 'expired', name });
  setEarly(m, (m.state.early ?? []).filter(({ until }) => !isOver(until)));
}

function setEarly(m: Machine, early: NonNullable<Machine['state']['early']>): void {
  if (early.length > 0) m.state.early = early;
  else delete m.state.early;
}
