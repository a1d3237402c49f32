import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MOST_HEARD, MOST_KEPT } from '../../../engine/interpreter/earlyMessages.ts';
import { caught } from '../../support/events.ts';
import { boundary, message, path, start, user } from '../../support/drawing.ts';
import { begin, type RunningCase } from '../../support/runningCase.ts';
import { seed } from '../../support/seed.ts';

const later = start + user('first') + caught('w', message('mk')) + user('after') + path('start', 'first', 'w', 'after');
const said = (c: RunningCase) => c.log.flatMap((entry) => (entry.type === 'message' ? [entry.action] : entry.type === 'late' ? ['late'] : []));

describe('a message that comes before anybody waits for it', () => {
  test('is late and lost, unless its sender lets it be kept', async () => {
    const c = await begin(later, { variables: { key: 1 } });
    c.message('mk', { key: 1 });
    c.complete('first');
    expect([c.open, said(c)]).toEqual([[], ['late']]);
  });

  test('is kept for the subscription of its name and key, with what it brings', async () => {
    const c = await begin(later, { variables: { key: 1 } });
    c.message('mk', { key: 2, keepFor: 'P1D' });
    c.message('mk', { key: 1, keepFor: 'P1D', variables: { got: 'it' } });
    expect(c.state.early).toHaveLength(2);
    c.complete('first');
    expect([c.open, c.variables.got, said(c), c.state.early!.map(({ key }) => key)]).toEqual([['after'], 'it', ['kept', 'kept', 'taken'], [2]]);
  });

  test('is gone when its time is over', async () => {
    const c = await begin(later, { variables: { key: 1 } });
    c.message('mk', { key: 1, keepFor: 'PT1H' });
    c.until('2026-03-02T02:00:00.000Z');
    c.complete('first');
    expect([c.open, said(c), c.state.early]).toEqual([[], ['kept', 'expired'], undefined]);
  });

  test('is kept for thirty days at most, and a hundred of them at most: the oldest is dropped', async () => {
    const c = await begin(later, { variables: { key: 1 } });
    for (let i = 0; i <= MOST_KEPT; i += 1) c.message('mk', { key: i + 10, keepFor: 'P900D' });
    expect([c.state.early!.length, c.state.early![0]!.key, c.state.early![0]!.until]).toEqual([MOST_KEPT, 11, '2026-04-01T01:00:00.000Z']);
    expect(said(c).filter((action) => action === 'dropped')).toHaveLength(1);
  });

  test('is dropped, the oldest first, when kept messages bring more than 64 KB together', async () => {
    const c = await begin(later, { variables: { key: 1 } });
    for (let i = 0; i < 4; i += 1) c.message('mk', { key: i + 10, keepFor: 'P1D', variables: { text: 'x'.repeat(20_000) } });
    expect([c.state.early!.map(({ key }) => key), said(c)]).toEqual([[11, 12, 13], ['kept', 'kept', 'kept', 'dropped', 'kept']]);
  });

  test('is refused when the time it is to be kept can\'t be read', async () => {
    const c = await begin(later, { variables: { key: 1 } });
    expect(() => c.message('mk', { key: 1, keepFor: 'a while' })).toThrow(expect.objectContaining({ code: 'TIMER_INVALID' }));
  });

  test('each goes to one that waits, oldest first; an event beside its step takes all of them', async () => {
    const c = await begin(start + user('first') + user('a') + boundary('b', 'a', message(), 'cancelActivity="false"') + user('other') + path('start', 'first', 'a') + path('b', 'other'));
    c.message('m', { keepFor: 'P1D', variables: { n: 1 } });
    c.message('m', { keepFor: 'P1D', variables: { n: 2 } });
    c.complete('first');
    expect([c.open, c.variables.n]).toEqual([['a', 'other', 'other'], 2]);
  });

  test('of two behind an event-based gateway the first decides, the second stays', async () => {
    const c = await begin(start + user('first') + '<eventBasedGateway id="g"/>' + caught('w1', message()) + caught('w2', message('n')) + user('u1') + user('u2') + path('start', 'first', 'g', 'w1', 'u1') + path('g', 'w2', 'u2'));
    c.message('n', { keepFor: 'P1D' });
    c.message('m', { keepFor: 'P1D' });
    c.complete('first');
    expect([c.open, c.state.early!.map(({ name }) => name)]).toEqual([['u2'], ['m']]);
  });
});

describe('a message with an id of its own', () => {
  test('happens once, early or late, by whatever command it comes', async () => {
    const c = await begin(later, { variables: { key: 1 } });
    c.message('mk', { key: 1, keepFor: 'P1D', id: 'a' });
    c.message('mk', { key: 1, keepFor: 'P1D', id: 'a' });
    c.complete('first');
    c.message('mk', { key: 1, id: 'a' });
    expect([c.open, said(c)]).toEqual([['after'], ['kept', 'repeated', 'taken', 'repeated']]);
  });

  test('is remembered for the last few hundred', async () => {
    const c = await begin(later, { variables: { key: 1 } });
    for (let i = 0; i <= MOST_HEARD; i += 1) c.message('other', { id: `m${i}` });
    expect([c.state.heard!.length, c.state.heard![0]]).toEqual([MOST_HEARD, 'm1']);
  });
});

test('messages kept early and messages that come in time lead to the same end, in whatever order they come', async () => {
  const drawn = start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + [0, 1, 2].map((i) => user(`u${i}`) + caught(`w${i}`, message(['m', 'n', 'mk'][i])) + path('f', `u${i}`, `w${i}`, 'j')).join('') + user('after') + path('start', 'f') + path('j', 'after');
  const acts: readonly ((c: RunningCase) => void)[] = [
    ...[0, 1, 2].map((i) => (c: RunningCase) => void c.complete(`u${i}`)),
    ...['m', 'n', 'mk'].map((name, i) => (c: RunningCase) => void c.message(name, { keepFor: 'P1D', key: 1, id: name, variables: { [`x${i}`]: i } })),
  ];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), async (order) => {
      const c = await begin(drawn, { variables: { key: 1 } });
      for (const which of order) acts[which]!(c);
      expect([c.open, c.state.early, c.variables]).toEqual([['after'], undefined, { key: 1, x0: 0, x1: 1, x2: 2 }]);
    }),
    { numRuns: 40, seed },
  );
});
