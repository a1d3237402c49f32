import { describe, expect, test } from '@jest/globals';
import { hears, type Subscription, subscriptionsOf } from '../../engine/subscriptions.ts';
import { end, message, path, signal, start } from '../support/drawing.ts';
import { begin } from '../support/runningCase.ts';

const NOW = '2026-03-02T01:00:00.000Z';

const caught = (id: string, definition: string) => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
const both = `${start}<parallelGateway id="fork"/>${caught('one', message('mk'))}${caught('two', signal)}<endEvent id="e1"/><endEvent id="e2"/>${path('start', 'fork', 'one', 'e1')}${path('fork', 'two', 'e2')}`;

describe('what a case waits for from others', () => {
  test('is listed oldest first with the key it had when it began to wait', async () => {
    const running = await begin(both, { variables: { key: 7 } });
    expect(subscriptionsOf(running.state)).toMatchObject([{ element: 'one', kind: 'message', name: 'mk', key: 7 }, { element: 'two', kind: 'signal', name: 's' }]);
    running.signal();
    expect(subscriptionsOf(running.state).map(({ element }) => element)).toEqual(['one']);
  });

  test('is nothing when the case is over', async () => {
    expect(subscriptionsOf((await begin(`${start}${end}${path('start', 'end')}`)).state)).toEqual([]);
  });

  const waiting: Subscription = { element: 'e', instance: 1, kind: 'message', name: 'm', key: { a: 1, b: 2 } };
  test.each([
    ['its name and key, whatever the order of members', waiting, 'message', 'm', { b: 2, a: 1 }, true],
    ['its name without a key', waiting, 'message', 'm', undefined, true],
    ['any key where none is drawn', { ...waiting, key: undefined }, 'message', 'm', 9, true],
    ['another key', waiting, 'message', 'm', { a: 1, b: 3 }, false],
    ['another name', waiting, 'message', 'n', undefined, false],
    ['a signal of its name', waiting, 'signal', 'm', undefined, false],
  ] as const)('a subscription and %s', (_what, subscription, kind, name, key, heard) => {
    expect(hears(subscription as Subscription, { kind, name, key, variables: {}, now: NOW })).toBe(heard);
  });
});
