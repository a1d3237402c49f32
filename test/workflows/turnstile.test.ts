import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DomainError } from '../../engine/errors.ts';
import { Turnstile } from '../../workflows/turnstile.ts';
import { seed } from '../support/seed.ts';
import { firstRun, replayOf } from './support/sdk.ts';

describe('what passes the turnstile', () => {
  test('has in a replay the order, the time and the commands it had the first time, however the SDK hands it over; nothing is lost or left untold', async () => {
    let late = 0;
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat({ max: 9_999 })), async (dice) => {
        // given
        const { history, done, untold } = await firstRun((below) => dice.next().value % below);
        const commands = history.flatMap(({ news }) => news.map(({ id }) => id).filter((id) => id.startsWith('u')));
        expect(done.taken.map((each) => each.split(' ')[0]!).filter((each) => each.startsWith('u'))).toEqual(commands);
        expect(untold).toBe(0);
        late += history.filter((task) => task.endedByQuery).length;
        // when
        const again = await replayOf(history);
        // then
        expect([again.taken, again.asked]).toEqual([done.taken, done.asked]);
      }),
      { seed, numRuns: 1_000 },
    );
    // What it is there for has happened.
    expect(late).toBeGreaterThan(300);
  }, 60_000);

  test('a command that has to wait is answered, or refused, when its turn comes; one that need not is at once', async () => {
    // given
    const turnstile = new Turnstile({ clock: () => 1_000, task: () => 7, until: () => new Promise(() => undefined), pause: () => new Promise(() => undefined) }, () => undefined);
    const refuse = (): never => {
      throw new DomainError('CASE_CLOSED');
    };
    expect(turnstile.admit(() => 'at once')).toBe('at once');
    expect(() => turnstile.admit(refuse)).toThrow('CASE_CLOSED');
    // when
    turnstile.shut();
    const order: string[] = [];
    const first = turnstile.admit(() => (order.push(`command at ${turnstile.now()}`), 'later'));
    const second = turnstile.admit(refuse);
    order.push('answer of a local activity');
    turnstile.open(() => order.push('call put off'));
    // then
    expect(await first).toBe('later');
    await expect(second).rejects.toThrow('CASE_CLOSED');
    expect(order).toEqual(['answer of a local activity', 'call put off', 'command at 1970-01-01T00:00:01.000Z']);
  });

  test.each([
    ['before the workflow task began', '1970-01-01T00:00:00.400Z', '1970-01-01T00:00:00.400Z', false],
    ['later than that, by a fast clock', '1970-01-01T05:00:00.000Z', '1970-01-01T00:00:01.000Z', true],
    ['at a time nobody has written down', undefined, '1970-01-01T00:00:01.000Z', true],
  ])('an answer that came %s (%s) has the time %s', (_, at, time, leans) => {
    const turnstile = new Turnstile({ clock: () => 1_000, task: () => 7, until: () => new Promise(() => undefined), pause: () => new Promise(() => undefined) }, () => undefined);
    const seen: unknown[] = [];
    turnstile.enter(() => seen.push(turnstile.now(), turnstile.leansOnTask), turnstile.ticket(), at);
    expect(seen).toEqual([time, leans]);
  });
});
