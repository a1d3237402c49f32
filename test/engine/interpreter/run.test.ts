import { describe, expect, test } from '@jest/globals';
import { boundary, cycle, duration, end, error, flow, message, path, start, sub, user } from '../../support/drawing.ts';
import { step } from '../../../engine/interpreter/step.ts';
import { begin } from '../../support/runningCase.ts';
import { quickest } from '../../support/quickest.ts';

describe('a flow that never waits', () => {
  const loopOf = '<exclusiveGateway id="m"/><exclusiveGateway id="x"/>' + path('m', 'x', 'm');

  test('W-01 stops as an incident after a thousand rounds; what waits elsewhere goes on (STEP_BUDGET)', async () => {
    const c = await begin(start + '<parallelGateway id="f"/>' + loopOf + user('a') + path('start', 'f', 'm') + path('f', 'a'));
    expect([c.incidents, c.open]).toEqual([['m: STEP_BUDGET'], ['a']]);
    expect(c.entered.filter((element) => element === 'x')).toHaveLength(1_000);
    c.complete('a');
    expect(c.status).toBe('running');
    c.send({ type: 'cancel', reason: 'drawn wrong' });
    expect([c.status, c.incidents]).toEqual(['cancelled', []]);
  });

  test('W-01 takes its worker less than a tenth of a second of the processor, so that no other case waits longer for it', async () => {
    const c = await begin(start + user('a') + '<exclusiveGateway id="m"/><exclusiveGateway id="x" default="x_m"/>' + user('z') + path('start', 'a', 'm', 'x', 'm') + flow('x', 'z', 'rounds > 10'), { variables: { rounds: 1 } });
    const event = { type: 'complete', instance: c.instance('a').id, now: c.state.now, actor: { user: 'officer', role: 'approver' } } as const;
    const spin = () => expect(Object.values(step(c.program, c.state, event).state.incidents).map(({ code }) => code)).toEqual(['STEP_BUDGET']);
    expect(await quickest(100, spin)).toBeLessThan(100);
  });

  test('goes on when a corrected value ends the loop', async () => {
    const c = await begin(start + '<exclusiveGateway id="m"/><exclusiveGateway id="x" default="x_m"/>' + user('a') + path('start', 'm', 'x', 'm') + flow('x', 'a', 'stop'), { variables: { stop: false } });
    expect(c.incidents).toHaveLength(1);
    c.settle('retry', { stop: true });
    expect([c.incidents, c.open]).toEqual([[], ['a']]);
  });

  test('through an error caught again and again is stopped too', async () => {
    const inside = `<startEvent id="s1"/><endEvent id="bang">${error('e')}</endEvent>` + path('s1', 'bang');
    const c = await begin(start + '<exclusiveGateway id="m"/>' + sub('s', inside) + boundary('b', 's', error('e')) + path('start', 'm', 's') + path('b', 'm'));
    expect(c.incidents).toHaveLength(1);
  });

  test('does not let a signal to the case get lost', async () => {
    const c = await begin(start + user('a') + loopOf + path('start', 'a', 'm') + `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">${message()}</startEvent>${user('hu')}${path('hs', 'hu')}</subProcess>`);
    c.complete('a');
    c.message('m');
    expect(c.open).toEqual(['hu']);
  });
});

describe('a tick', () => {
  test('lets everything due happen in the order of time, each to its end before the next', async () => {
    const c = await begin(start + '<parallelGateway id="f"/>' + ['late', 'soon'].map((id, i) => `<intermediateCatchEvent id="${id}">${duration(`P${2 - i}D`)}</intermediateCatchEvent>${user(`${id}Task`)}` + path('f', id, `${id}Task`)).join('') + path('start', 'f'));
    c.until('2026-03-10T01:00:00.000Z');
    expect(c.entered.slice(-2)).toEqual(['soonTask', 'lateTask']);
  });

  test('after an outage fires each of a cycle\'s times once, in one go (T-04)', async () => {
    const c = await begin(start + user('a') + boundary('b', 'a', cycle('R5/P1D'), 'cancelActivity="false"') + user('x') + path('start', 'a') + path('b', 'x'));
    c.send({ type: 'tick' });
    expect(c.open).toEqual(['a']);
    c.until('2026-03-05T01:00:00.000Z');
    expect(c.open).toEqual(['a', 'x', 'x', 'x']);
  });

  test('of an endless fast cycle takes a thousand firings and goes on with the next', async () => {
    const c = await begin(start + user('a') + boundary('b', 'a', cycle('R/PT1S'), 'cancelActivity="false"') + end + path('start', 'a') + path('b', 'end'));
    c.send({ type: 'tick' });
    const late = { ...c.events.at(-1)!, now: '2026-03-02T02:00:00.000Z' };
    const { step } = await import('../../../engine/interpreter/step.ts');
    const once = step(c.program, c.state, late);
    expect(once.log.filter((entry) => entry.type === 'entered' && entry.element === 'b')).toHaveLength(1_000);
    expect(step(c.program, once.state, late).log.filter((entry) => entry.type === 'entered' && entry.element === 'b')).toHaveLength(1_000);
  });
});
