import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { caught, conditional, write } from '../../support/events.ts';
import { boundary, call, drawing, loop, mapping, path, processOf, service, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';
import { seed } from '../../support/seed.ts';

const NOT = 'cancelActivity="false"';
const beside = (condition: string) => start + user('a') + boundary('b', 'a', conditional(condition), NOT) + user('other') + path('start', 'a') + path('b', 'other');

describe('a condition that is waited for', () => {
  test('happens each time it turns true, not while it stays true', async () => {
    const c = await begin(beside('x > 1'), { variables: { x: 0 } });
    for (const [x, times] of [[2, 1], [3, 1], [1, 1], [1, 1], [9, 2], [0, 2], [5, 3]] as const) {
      write(c, { x });
      expect(c.open.filter((element) => element === 'other')).toHaveLength(times);
    }
  });

  test('happens as often as it becomes true, whatever is written in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ x: fc.integer({ min: 0, max: 3 }), y: fc.integer({ min: 0, max: 1 }) }, { requiredKeys: [] }), { maxLength: 20 }), async (writings) => {
        const c = await begin(beside('x > 1 and y = 0'), { variables: { x: 0, y: 0 } });
        const values = { x: 0, y: 0 };
        let [held, times] = [false, 0];
        for (const written of writings) {
          Object.assign(values, written);
          const holds = values.x > 1 && values.y === 0;
          if (holds && !held) times += 1;
          held = holds;
          write(c, written as Record<string, number>);
        }
        expect(c.open.filter((element) => element === 'other')).toHaveLength(times);
      }),
      { numRuns: 40, seed },
    );
  });

  test('is looked at once while nothing is written, however far the rest goes on: a step can afford that', async () => {
    const [plain, conditions] = [Array.from({ length: 200 }, (_, n) => `t${n}`), Array.from({ length: 20 }, (_, n) => `b${n}`)];
    const waits = user('a') + conditions.map((id) => boundary(id, 'a', conditional('x > 1'), NOT)).join('');
    const c = await begin(`${start}${waits}${plain.map((id) => `<task id="${id}"/>`).join('')}${user('last')}${path('start', 'a')}${path('start', ...plain, 'last')}`, { variables: { x: 0 } });
    expect([c.open.toSorted(), c.state.incidents]).toEqual([['a', 'last'], {}]);
  });

  test('is not true while a name in it has no value; what is wrong with its text is an incident of whoever waits', async () => {
    const c = await begin(beside('x.y > 1 and z'));
    write(c, { x: { y: 2 } as never });
    expect([c.open, c.incidents]).toEqual([['a'], []]);
    write(c, { z: 7 });
    expect(c.incidents).toEqual(['a: EXPR_TYPE']);
    write(c, { z: true });
    expect(c.open).toEqual(['a', 'other']);
  });

  test('is looked at before anything else goes on: what would follow does not begin', async () => {
    const inside = '<startEvent id="s1"/>' + service('job') + user('next') + path('s1', 'job', 'next');
    const c = await begin(start + sub('s', inside) + boundary('b', 's', conditional('done = true')) + user('other') + path('start', 's') + path('b', 'other'));
    c.answer('job', { kind: 'done', variables: { done: true } });
    expect([c.open, c.left]).toEqual([['other'], expect.arrayContaining(['job: completed', 'next: cancelled', 's: cancelled'])]);
    expect(c.log.some((entry) => entry.type === 'opened' && entry.element === 'next')).toBe(false);
  });

  test.each([
    ['at the edge of a sub-process', (inside: string) => sub('s', inside) + boundary('b', 's', conditional('x = 1')) + user('other') + path('start', 's') + path('b', 'other')],
    ['of an event sub-process in it', (inside: string) => sub('s', `${inside}<subProcess id="h" triggeredByEvent="true"><startEvent id="hs">${conditional('x = 1')}</startEvent>${user('other')}${path('hs', 'other')}</subProcess>`) + path('start', 's')],
  ])('%s that is true by then keeps its content from beginning', async (_where, drawn) => {
    const c = await begin(start + drawn('<startEvent id="s1"/><intermediateThrowEvent id="pass"/>' + user('in') + path('s1', 'pass', 'in')), { variables: { x: 1 } });
    expect([c.open, c.entered.includes('pass')]).toEqual([['other'], false]);
  });

  test('sees the values of its own scope: of one branch, of one instance, mapped ones', async () => {
    const mapped = await begin(start + user('a', '', mapping('x=2')) + boundary('b', 'a', conditional('x > 1'), NOT) + user('other') + path('start', 'a') + path('b', 'other'));
    expect(mapped.open.toSorted()).toEqual(['a', 'other']);
    const inner = '<startEvent id="s1"/>' + caught('w', conditional('item = go')) + user('in') + path('s1', 'w', 'in') + loop('inputCollection="=[1,2]" inputElement="item"');
    const each = await begin(start + sub('s', inner) + path('start', 's'), { variables: { go: 0 } });
    write(each, { go: 2 });
    expect(each.open).toEqual(['in']);
    write(each, { go: 1 });
    expect(each.open).toEqual(['in', 'in']);
  });

  test('sees what a called process that shares its values writes, and not what one that maps keeps', async () => {
    const called = await processOf(drawing(start + user('in') + path('start', 'in'), { id: 'q' }));
    const drawn = (attributes = '') => start + call('c', 'q', '', attributes) + boundary('b', 'c', conditional('x = 1'), NOT) + user('other') + path('start', 'c') + path('b', 'other');
    const shared = await begin(drawn(), { called });
    shared.complete('in', { variables: { x: 1 } });
    // The call has ended with the write: nobody waits any more.
    expect(shared.open).toEqual([]);
    const written = await begin(drawn(), { called });
    write(written, { x: 1 });
    expect(written.open.toSorted()).toEqual(['in', 'other']);
    const kept = await begin(drawn('propagateAllParentVariables="false"'), { called: await processOf(drawing(start + user('in') + user('in2') + path('start', 'in', 'in2'), { id: 'q' })) });
    kept.complete('in', { variables: { x: 1 } });
    expect(kept.open).toEqual(['in2']);
  });

  test('of several at once the oldest happens first, and one that interrupts keeps the others from happening', async () => {
    const c = await begin(start + user('a') + boundary('b1', 'a', conditional('x = 1')) + boundary('b2', 'a', conditional('x > 0')) + user('u1') + user('u2') + path('start', 'a') + path('b1', 'u1') + path('b2', 'u2'));
    write(c, { x: 1 });
    expect(c.open).toEqual(['u1']);
  });
});
