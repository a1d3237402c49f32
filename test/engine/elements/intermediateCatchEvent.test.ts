import { describe, expect, test } from '@jest/globals';
import { caught, caughtEvents, conditional, link, thrown } from '../../support/events.ts';
import { cycle, duration, end, message, path, signal, start, sub, user } from '../../support/drawing.ts';
import { begin, MONDAY } from '../../support/runningCase.ts';

const timer = (inner: string, attributes = '') => `<timerEventDefinition ${attributes}>${inner}</timerEventDefinition>`;
const drawn = (definition: string) => start + `<intermediateCatchEvent id="w">${definition}</intermediateCatchEvent>` + user('a') + end + path('start', 'w', 'a', 'end');

describe('an intermediate catch event', () => {
  test.each([
    ['a duration', duration('P1DT2H'), '2026-03-03T03:00:00.000Z'],
    ['a duration by FEEL', duration('=wait'), '2026-03-02T02:30:00.000Z'],
    ['a date', timer('<timeDate>2026-03-05T09:00:00+08:00</timeDate>'), '2026-03-05T01:00:00.000Z'],
    ['a date of the case', timer('<timeDate>=on</timeDate>'), '2026-04-01T01:00:00.000Z'],
    ['working days, to the end of the day', timer('', 'gov:workingDays="5"'), '2026-03-09T15:59:59.000Z'],
    ['as many working days as the case says', timer('', 'gov:workingDays="=days"'), '2026-03-04T15:59:59.000Z'],
    ['the first of an endless cycle', cycle('R/PT10M'), '2026-03-02T01:10:00.000Z'],
  ])('waits for %s', async (_what, definition, due) => {
    const c = await begin(drawn(definition), { variables: { wait: 'PT1H30M', on: '2026-04-01T09:00:00+08:00', days: 2 } });
    expect(c.due).toBe(due);
    c.until(due);
    expect([c.open, c.due]).toEqual([['a'], null]);
  });

  test('of a counted cycle lets a path begin each time, and is done with the last; behind an event-based gateway once', async () => {
    const c = await begin(drawn(cycle('R3/PT10M')));
    for (const [at, open] of [['01:10', ['a']], ['01:20', ['a', 'a']], ['01:30', ['a', 'a', 'a']], ['05:00', ['a', 'a', 'a']]] as const) {
      c.until(`2026-03-02T${at}:00.000Z`);
      expect(c.open).toEqual(open);
    }
    expect([c.due, c.left.filter((each) => each === 'w: completed')]).toEqual([null, Array.from({ length: 3 }, () => 'w: completed')]);
    const once = await begin(start + '<eventBasedGateway id="g"/>' + caught('w', cycle('R3/PT10M')) + caught('x', message()) + user('a') + user('b') + path('start', 'g', 'w', 'a') + path('g', 'x', 'b'));
    once.until('2026-03-02T05:00:00.000Z');
    expect(once.open).toEqual(['a']);
  });

  test.each(caughtEvents)('waits for $what, whatever came before it is not enough', async ({ definition, half, happen, again }) => {
    const c = await begin(drawn(definition));
    half?.(c);
    expect(c.open).toEqual([]);
    happen(c);
    expect([c.open, c.due]).toEqual([['a'], null]);
    again?.(c);
    expect(c.open).toEqual(['a']);
  });

  test('of all of several waits for each of them, in whatever order, and has what each of them brought', async () => {
    const all = start + caught('w', message() + signal + duration('P1D'), 'parallelMultiple="true"') + user('a') + path('start', 'w', 'a');
    for (const order of [['m', 's', 't'], ['t', 's', 'm'], ['s', 'm', 't']]) {
      const c = await begin(all);
      for (const what of order) {
        expect(c.open).toEqual([]);
        if (what === 'm') c.message('m', { variables: { byMessage: 1 } });
        if (what === 's') c.signal('s', { bySignal: 1 });
        if (what === 't') c.until('2026-03-03T01:00:00.000Z');
      }
      expect([c.open, c.variables]).toEqual([['a'], { byMessage: 1, bySignal: 1 }]);
    }
  });

  test('of a condition that is true by then happens at once', async () => {
    const c = await begin(drawn(conditional('x = 1')), { variables: { x: 1 } });
    expect([c.open, c.left]).toEqual([['a'], ['start: completed', 'w: completed']]);
  });

  test('of a link is where the links of its name lead, in its own scope', async () => {
    const inside = '<startEvent id="s1"/>' + thrown('t1', link('A')) + caught('c1', link('A')) + user('in') + path('s1', 't1') + path('c1', 'in');
    const c = await begin(start + sub('s', inside) + thrown('t', link('A')) + caught('c', link('A')) + user('out') + path('start', 's', 't') + path('c', 'out'));
    expect(c.open).toEqual(['in']);
    c.complete('in');
    expect([c.open, c.entered]).toEqual([['out'], ['start', 's', 's1', 't1', 'c1', 'in', 't', 'c', 'out']]);
  });

  test('a date that has passed happens at once, when time is looked at (B-30)', async () => {
    const c = await begin(drawn(timer('<timeDate>2020-01-01</timeDate>')));
    c.until(MONDAY);
    expect(c.open).toEqual(['a']);
  });

  test.each([
    ['a text that is no duration', duration('=soon'), 'TIMER_INVALID'],
    ['a value that is no text', duration('=[1]'), 'TIMER_INVALID'],
    ['a date after the year 9999', duration('=far'), 'TIMER_INVALID'],
    ['a name without a value', duration('=nothing'), 'VAR_UNDEFINED'],
  ])('stops as an incident on %s; it can be passed', async (_what, definition, code) => {
    const c = await begin(drawn(definition), { variables: { soon: 'soon', far: 'P9999Y' } });
    expect(c.incidents).toEqual([`w: ${code}`]);
    c.settle('retry');
    expect(c.incidents).toEqual([`w: ${code}`]);
    c.settle('skip');
    expect(c.open).toEqual(['a']);
  });

  test('waits for a message of its name and key', async () => {
    const c = await begin(drawn(message('mk')), { variables: { key: 7 } });
    c.message('other', { key: 7 });
    c.message('mk', { key: 8 });
    expect(c.open).toEqual([]);
    expect(c.log.filter(({ type }) => type === 'late')).toHaveLength(2);
    c.message('mk', { key: 7, variables: { got: true } });
    expect([c.open, c.variables.got]).toEqual([['a'], true]);
  });

  test('a message reaches the one who has waited longest, or all when it says so; a signal reaches all', async () => {
    const both = (definition: string) => start + '<parallelGateway id="f"/>' + ['w1', 'w2'].map((id) => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`).join('') + user('a') + user('b') + path('start', 'f', 'w1', 'a') + path('f', 'w2', 'b');
    const one = await begin(both(message()));
    one.message('m');
    expect(one.open).toEqual(['a']);
    one.message('m', { all: true });
    expect(one.open).toEqual(['a', 'b']);
    const all = await begin(both(signal));
    all.signal();
    expect(all.open).toEqual(['a', 'b']);
  });
});
