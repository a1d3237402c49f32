import { describe, expect, test } from '@jest/globals';
import { loadLadders } from '../../../definitions/ladders/load.ts';
import { dueOf } from '../../../engine/clock/legalClock.ts';
import { boundary, message, path, service, start, sub, user } from '../../support/drawing.ts';
import { begin, MONDAY, type RunningCase } from '../../support/runningCase.ts';

const refused = (code: string) => expect.objectContaining({ code });
const drawn = start + '<parallelGateway id="f"/>' + user('a', 'gov:limitAmount="5" gov:department="power"') + user('b', 'gov:limitAmount="5"') + user('next', 'gov:limitAmount="5"') + path('start', 'f', 'a', 'next') + path('f', 'b');
const open = () => begin(drawn, { attributes: 'gov:limitAmount="20"', ladders: loadLadders() });
const due = (c: RunningCase, element: string) => dueOf(c.clockOf(element)!, c.state.calendar)?.on ?? null;
const request = (c: RunningCase, element: string, more: object = {}) => c.send({ type: 'procedure', procedure: 'requestCorrection', instance: c.instance(element).id, items: ['图纸'], reason: '缺少签章', ...more });
const supply = (c: RunningCase, element: string) => c.send({ type: 'procedure', procedure: 'supplyCorrection', instance: c.instance(element).id, items: ['图纸'], variables: { drawingsSupplied: true } });

describe('补正', () => {
  test('stops the step\'s clock and the case\'s, issues the notice; the other department goes on', async () => {
    const c = await open();
    const log = request(c, 'a');
    expect([due(c, 'a'), dueOf(c.caseClock, c.state.calendar), due(c, 'b')]).toEqual([null, null, '2026-03-09']);
    expect(log.flatMap((entry) => (entry.type === 'clock' ? [[entry.element, entry.action]] : []))).toEqual([['a', 'paused'], [null, 'paused']]);
    expect(log).toContainEqual({ type: 'document', code: '06', instance: c.instance('a').id, data: { items: ['图纸'], reason: '缺少签章', department: 'power' } });
    expect(() => c.complete('a')).toThrow(refused('TASK_SUSPENDED'));
    c.complete('b');
  });

  test('when supplied lets both go on: the working days in between are not counted; the receipt is issued', async () => {
    const c = await open();
    request(c, 'a');
    c.until('2026-03-04T01:00:00.000Z');
    const log = supply(c, 'a');
    expect([due(c, 'a'), dueOf(c.caseClock, c.state.calendar)!.on]).toEqual(['2026-03-11', '2026-04-01']);
    expect(log).toContainEqual(expect.objectContaining({ type: 'document', code: '11' }));
    expect(c.variables).toMatchObject({ drawingsSupplied: true });
    c.complete('a');
  });

  test('at a step inside a visit stops the visit\'s clock as well: the time is nobody\'s', async () => {
    const c = await begin(start + sub('visit', '<startEvent id="s1"/>' + user('a', 'gov:limitAmount="1"') + path('s1', 'a'), 'gov:limitAmount="3" gov:department="housing"') + path('start', 'visit'), { ladders: loadLadders() });
    request(c, 'a');
    c.until('2026-03-16T01:00:00.000Z');
    expect([due(c, 'visit'), c.log.filter(({ type }) => type === 'card')]).toEqual([null, []]);
    supply(c, 'a');
    expect([due(c, 'visit'), c.state.holds]).toEqual(['2026-03-19', {}]);
  });

  test.each([
    ['without a list', { items: [] }, 'REASON_REQUIRED'],
    ['without a reason', { reason: ' ' }, 'REASON_REQUIRED'],
    ['at no open step', { instance: 99 }, 'TASK_ALREADY_DONE'],
  ])('is refused %s', async (_what, more, code) => {
    const c = await open();
    expect(() => request(c, 'a', more)).toThrow(refused(code));
  });

  test('is asked once at a step (行政许可法 32), and supplied only when asked', async () => {
    const c = await open();
    expect(() => supply(c, 'a')).toThrow(refused('CORRECTION_NOT_REQUESTED'));
    request(c, 'a');
    expect(() => request(c, 'a')).toThrow(refused('TASK_SUSPENDED'));
    supply(c, 'a');
    expect(() => request(c, 'a')).toThrow(refused('CORRECTION_ONCE'));
    c.complete('a');
    expect(c.state.corrections).toEqual({});
  });

  test('by two departments: the case\'s clock stands until the last is supplied', async () => {
    const c = await open();
    request(c, 'a');
    request(c, 'b');
    supply(c, 'a');
    expect([due(c, 'a'), dueOf(c.caseClock, c.state.calendar)]).toEqual(['2026-03-09', null]);
    supply(c, 'b');
    expect(dueOf(c.caseClock, c.state.calendar)).not.toBe(null);
  });

  test('ends with its step when that is called off', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="5"') + boundary('x', 'a', message()) + user('y') + path('start', 'a') + path('x', 'y'), { attributes: 'gov:limitAmount="20"' });
    request(c, 'a');
    c.message('m');
    expect([c.state.holds, dueOf(c.caseClock, c.state.calendar)!.on]).toEqual([{}, '2026-03-30']);
  });

  test('gives no signal while it lasts; what fell into it comes when it ends', async () => {
    const c = await open();
    request(c, 'a');
    c.complete('b');
    c.until('2026-03-20T01:00:00.000Z');
    expect(c.state.cards).toEqual({});
  });
});

describe('特别程序', () => {
  const begun = (c: RunningCase, more: object = {}) => c.send({ type: 'procedure', procedure: 'startSpecialProcedure', reason: '专家评审', basis: '行政许可法第四十五条', ...more });
  const over = (c: RunningCase, more: object = {}) => c.send({ type: 'procedure', procedure: 'finishSpecialProcedure', ...more });

  test('over one step stops it and the case, told in writing', async () => {
    const c = await open();
    const log = begun(c, { instance: c.instance('a').id });
    expect([due(c, 'a'), due(c, 'b'), dueOf(c.caseClock, c.state.calendar)]).toEqual([null, '2026-03-09', null]);
    expect(log).toContainEqual(expect.objectContaining({ type: 'document', code: '08', data: { reason: '专家评审', basis: '行政许可法第四十五条' } }));
    expect(() => c.complete('a')).toThrow(refused('TASK_SUSPENDED'));
    expect(() => request(c, 'a')).toThrow(refused('TASK_SUSPENDED'));
    over(c, { instance: c.instance('a').id });
    c.complete('a');
  });

  test('over the whole case stops every clock, those that start meanwhile too', async () => {
    const c = await open();
    begun(c);
    c.complete('a');
    expect([due(c, 'b'), due(c, 'next'), dueOf(c.caseClock, c.state.calendar)]).toEqual([null, null, null]);
    c.until('2026-03-09T01:00:00.000Z');
    over(c);
    expect([due(c, 'b'), due(c, 'next'), dueOf(c.caseClock, c.state.calendar)!.on]).toEqual(['2026-03-16', '2026-03-16', '2026-04-06']);
    expect(c.caseClock.stops).toEqual([{ from: MONDAY, to: '2026-03-09T01:00:00.000Z', reason: 'specialProcedure', basis: '行政许可法第四十五条' }]);
  });

  test('works for a case without a limit of its own', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="5"') + path('start', 'a'));
    begun(c);
    expect(due(c, 'a')).toBe(null);
    over(c);
    expect(due(c, 'a')).toBe('2026-03-09');
  });

  test('one over a step and one over the case: the step\'s clock goes on when both are over', async () => {
    const c = await open();
    begun(c);
    begun(c, { instance: c.instance('a').id });
    over(c);
    expect([due(c, 'a'), due(c, 'b')]).toEqual([null, '2026-03-09']);
    over(c, { instance: c.instance('a').id });
    expect(due(c, 'a')).toBe('2026-03-09');
  });

  test.each([
    ['twice', (c: RunningCase) => (begun(c), begun(c)), 'SPECIAL_PROCEDURE_OPEN'],
    ['without a basis', (c: RunningCase) => begun(c, { basis: '' }), 'REASON_REQUIRED'],
    ['finished before it began', (c: RunningCase) => over(c), 'SPECIAL_PROCEDURE_NOT_OPEN'],
    ['finished at a step that has none', (c: RunningCase) => over(c, { instance: c.instance('a').id }), 'SPECIAL_PROCEDURE_NOT_OPEN'],
  ])('is refused %s', async (_what, act, code) => {
    const c = await open();
    expect(() => act(c)).toThrow(refused(code));
  });

  test('and a connector\'s wait hold one clock by two reasons', async () => {
    const c = await begin(start + service('a', 'gov:limitAmount="5"') + path('start', 'a'));
    c.answer('a', { kind: 'failed', code: 'DOWN', message: 'x', retryable: true });
    begun(c);
    c.until('2026-03-02T01:01:00.000Z');
    c.answer('a', { kind: 'accepted' });
    expect(due(c, 'a')).toBe(null);
    over(c);
    expect(due(c, 'a')).toBe('2026-03-09');
  });
});
