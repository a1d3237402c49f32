import type { Event } from '../../event.ts';
import { instanceOf, type Machine } from '../machine.ts';
import { occur } from '../occur.ts';

export function completeWork(m: Machine, event: Extract<Event, { type: 'complete' }>): void {
  const token = instanceOf(m, event.instance);
  const wait = token.waits!.find(({ on }) => on.kind === 'work')!;
  occur(m, token, wait, {
    kind: 'work',
    variables: event.variables ?? {},
    ...(event.opinion ? { opinion: event.opinion } : {}),
    ...(event.comment ? { comment: event.comment } : {}),
    ...(event.occurredAt ? { occurredAt: event.occurredAt } : {}),
  });
}
