import { describe, expect, test } from '@jest/globals';
import { caught } from '../../support/events.ts';
import { message, path, signal, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';
import { forget } from '../../../engine/interpreter/parallelMultiple.ts';
import type { Instance } from '../../../engine/state.ts';

const instance = (met?: Instance['met']): Instance => ({ id: 1, met }) as Instance;

describe('what has come of a parallel multiple event', () => {
  test.each([
    ['beside another one', { a: { 0: {} }, b: { 1: { x: 1 } } }, { b: { 1: { x: 1 } } }],
    ['as the only one', { a: { 0: {} } }, undefined],
    ['of which nothing has come', { b: { 0: {} } }, { b: { 0: {} } }],
    ['where nothing was kept', undefined, undefined],
  ] as const)('is forgotten %s, and of no other', (_where, met, left) => {
    const owner = instance(met);

    forget(owner, 'a');

    expect(owner.met).toEqual(left);
  });

  test('goes with the token that has moved on', async () => {
    const c = await begin(start + caught('w', message() + signal, 'parallelMultiple="true"') + user('a') + path('start', 'w', 'a'));
    c.message('m');
    c.signal('s');

    expect([c.open, Object.values(c.state.instances).map(({ met }) => met)]).toEqual([['a'], Object.values(c.state.instances).map(() => undefined)]);
  });
});
