import { describe, expect, test } from '@jest/globals';
import { loadCalendar } from '../../../definitions/calendars/load.ts';
import { loadLadders } from '../../../definitions/ladders/load.ts';
import { dueOf } from '../../../engine/clock/legalClock.ts';
import type { LogEntry } from '../../../engine/log.ts';
import type { Program } from '../../../engine/program.ts';
import { boundary, drawing, duration, end, loop, message, path, programOf, service, start, sub, user } from '../../support/drawing.ts';
import { begin, MONDAY, plainCalendar, type RunningCase, runningCase } from '../../support/runningCase.ts';

const china = { calendar: loadCalendar(), ladders: loadLadders() };
const FRIDAY = '2026-09-18T02:00:00.000Z';
const dueOn = (c: RunningCase, element: string) => {
  const clock = c.clockOf(element);
  return (clock && dueOf(clock, c.state.calendar)?.on) ?? null;
};
const cards = (log: readonly LogEntry[]) => log.flatMap((entry) => (entry.type === 'card' ? [`${entry.level} ${entry.on}`] : []));

describe('clocks of a case accepted on Friday 2026-09-18 (SC-02, SC-19)', () => {
  const limited = (id: string, days: number, more = '') => user(id, `gov:limitAmount="${days}" ${more}`);
  const drawn = start + limited('needs', 1) + limited('survey', 3, 'gov:limitFrom="acceptance"') + '<parallelGateway id="f"/><parallelGateway id="j"/>' + limited('water', 2) + limited('power', 15, 'gov:limitFrom="acceptance"') + limited('reply', 1)
    + user('pay', 'gov:clock="stop" gov:clockBasis="申请人缴费"') + limited('permits', 5) + user('works', 'gov:clock="stop" gov:clockBasis="施工"') + limited('visit', 3) + limited('rectify', 10) + end
    + path('start', 'needs', 'survey', 'f', 'water', 'j', 'reply', 'pay', 'permits', 'works', 'visit', 'rectify', 'end') + path('f', 'power', 'j');
  const on = (date: string) => `2026-${date}T03:00:00.000Z`;

  test('step after step fall due on the days worked out by hand', async () => {
    const c = await begin(drawn, { ...china, at: FRIDAY, attributes: 'gov:limitAmount="45"' });
    const days: [string, string | null][] = [];
    const finish = (date: string, element: string) => {
      days.push([element, dueOn(c, element)]);
      c.until(on(date));
      c.complete(element);
    };
    finish('09-20', 'needs');
    finish('09-22', 'survey');
    finish('09-24', 'water');
    finish('10-15', 'power');
    finish('10-16', 'reply');
    finish('10-19', 'pay');
    finish('10-26', 'permits');
    finish('11-16', 'works');
    finish('11-19', 'visit');
    finish('12-03', 'rectify');
    expect(days).toEqual([
      ['needs', '2026-09-20'], ['survey', '2026-09-22'], ['water', '2026-09-24'], ['power', '2026-10-15'], ['reply', '2026-10-16'],
      ['pay', null], ['permits', '2026-10-26'], ['works', null], ['visit', '2026-11-19'], ['rectify', '2026-12-03'],
    ]);
    // then no step was late, so no card of lateness was given; reminders may have been
    expect(cards(c.log).filter((card) => !/^(hint|warning) /.test(card))).toEqual([]);
    // and the case's own clock stood while the applicant paid and built
    expect(c.caseClock.stops.map(({ from, to, reason, basis }) => [from, to, reason, basis])).toEqual([
      [on('10-16'), on('10-19'), 'pay', '申请人缴费'],
      [on('10-26'), on('11-16'), 'works', '施工'],
    ]);
    expect([c.status, c.caseClock.stoppedAt]).toEqual(['completed', on('12-03')]);
  });

  test('the clock of a step that is done is forgotten with the next event, the case keeps its own', async () => {
    const c = await begin(start + limited('a', 1) + user('b') + user('c') + end + path('start', 'a', 'b', 'c', 'end'), { ...china, at: FRIDAY, attributes: 'gov:limitAmount="45"' });
    const { id } = c.clockOf('a')!;
    c.complete('a');
    expect(c.state.clocks[id]?.stoppedAt).toBe(FRIDAY);
    c.complete('b');
    expect(Object.keys(c.state.clocks)).toEqual([String(c.caseClock.id)]);
  });

  test('a step due on 2026-09-30 that nobody does climbs the ladder on the days worked out by hand', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="8" gov:department="power"') + path('start', 'a'), { ...china, at: FRIDAY });
    c.until('2026-10-20T01:00:00.000Z');
    expect(cards(c.log)).toEqual(['hint 2026-09-28', 'warning 2026-09-29', 'yellowCard 2026-09-30', 'redCard 2026-10-08', 'supervisionOrder 2026-10-10', 'circular 2026-10-13']);
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'document', code: 'urgeNotice' }));
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'card', level: 'redCard', department: 'power', to: ['deputyHead', 'supervisor'], computation: expect.objectContaining({ ladder: 'default', level: 'redCard', rungOn: '2026-10-08', workingDaysFromDue: 1, dueOn: '2026-09-30', calendarVersion: china.calendar.version }) }));
  });

  test('each card is given once, is answered once, and stays', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="1"') + path('start', 'a'), { ...china, at: FRIDAY });
    c.until('2026-09-21T03:00:00.000Z');
    const [card] = Object.values(c.state.cards).filter(({ level }) => level === 'yellowCard');
    c.send({ type: 'answerCard', card: card!.id, answer: 'the site was flooded' });
    expect(c.state.cards[card!.id]).toMatchObject({ answer: 'the site was flooded' });
    expect(() => c.send({ type: 'answerCard', card: card!.id, answer: 'again' })).toThrow(expect.objectContaining({ code: 'CARD_ANSWERED' }));
  });

  test('after two days without a worker each card is given once, late, with the day it was due (T-04)', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="8"') + path('start', 'a'), { ...china, at: FRIDAY });
    const { step } = await import('../../../engine/interpreter/step.ts');
    const { log, state } = step(c.program, c.state, { type: 'tick', now: '2026-10-08T02:00:00.000Z', actor: { user: 'platform', role: 'system' } });
    expect(cards(log)).toEqual(['hint 2026-09-28', 'warning 2026-09-29', 'yellowCard 2026-09-30', 'redCard 2026-10-08']);
    expect(Object.values(state.cards).every(({ at }) => at === '2026-10-08T02:00:00.000Z')).toBe(true);
  });

  test('the case\'s own limit has its ladder beside those of the steps', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="30" gov:ladder="none"') + path('start', 'a'), { ...china, at: FRIDAY, attributes: 'gov:limitAmount="8" gov:leadDepartment="housing"' });
    c.until('2026-10-08T02:00:00.000Z');
    expect(cards(c.log)).toEqual(['hint 2026-09-28', 'warning 2026-09-29', 'yellowCard 2026-09-30', 'redCard 2026-10-08']);
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'card', instance: null, department: 'housing' }));
  });
});

describe('a step\'s clock', () => {
  test('gives no more signals once the step is done or called off; those given stay', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="1"') + boundary('b', 'a', message()) + user('x') + path('start', 'a') + path('b', 'x'), { ladders: china.ladders });
    c.until('2026-03-04T02:00:00.000Z');
    const given = cards(c.log).length;
    c.message('m');
    expect([given > 0, c.due, Object.keys(c.state.cards).length]).toEqual([true, null, given]);
  });

  test('with a limit that cannot be counted is an incident and leaves no clock behind', async () => {
    // Publish refuses such a limit; a program from elsewhere must not break the case either.
    const program = JSON.parse(JSON.stringify(await programOf(drawing(start + user('a', 'gov:limitAmount="77"') + path('start', 'a')))).replace('77', '99999')) as Program;
    const c = runningCase(program);
    expect([c.incidents, c.state.clocks, c.due]).toEqual([['a: TIMER_INVALID'], {}, null]);
  });

  test('that restarts its surroundings gives them their time anew, and counts for nobody while it runs', async () => {
    const c = await begin(start + sub('visit', '<startEvent id="s1"/>' + user('look', 'gov:limitAmount="3"') + user('mend', 'gov:clock="restart" gov:clockBasis="整改"') + user('again', 'gov:limitAmount="3"') + path('s1', 'look', 'mend', 'again'), 'gov:limitAmount="3"') + end + path('start', 'visit', 'end'), { attributes: 'gov:limitAmount="20"' });
    c.complete('look');
    expect([c.clockOf('visit')!.stoppedAt, c.caseClock.stops.length]).toEqual([MONDAY, 1]);
    c.until('2026-03-16T01:00:00.000Z');
    c.complete('mend');
    expect([dueOn(c, 'visit'), c.caseClock.stops[0]!.to]).toEqual(['2026-03-19', '2026-03-16T01:00:00.000Z']);
    c.complete('again');
    expect(Object.values(c.state.clocks).every(({ stoppedAt }) => stoppedAt)).toBe(true);
  });

  const visitOf = (mend: string, more = '') =>
    start + sub('visit', '<startEvent id="s1"/>' + mend + user('again', 'gov:limitAmount="3"') + path('s1', 'mend', 'again') + more, 'gov:limitAmount="3"') + end + path('start', 'visit', 'end');

  test.each([
    ['an event at its edge', boundary('b', 'mend', duration('P14D')) + user('decide') + path('b', 'decide')],
    ['an event sub-process around it', `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs">${duration('P14D')}</startEvent>${user('decide')}${path('hs', 'decide')}</subProcess>`],
  ])('that restarts its surroundings gives them their time anew also when %s calls it off', async (_what, more) => {
    const c = await begin(visitOf(user('mend', 'gov:clock="restart"'), more));
    expect(c.clockOf('visit')!.stoppedAt).toBe(MONDAY);
    c.until('2026-03-16T01:00:00.000Z');
    expect([c.open, dueOn(c, 'visit')]).toEqual([['decide'], '2026-03-19']);
  });

  test('that restarts its surroundings gives them no time while another such step is open', async () => {
    const c = await begin(visitOf(user('mend', 'gov:clock="restart"', loop('inputCollection="=units" inputElement="unit"'))), { variables: { units: ['water', 'gas'] } });
    c.complete('mend');
    expect(c.clockOf('visit')!.stoppedAt).toBe(MONDAY);
    c.complete('mend');
    expect([c.open, dueOn(c, 'visit')]).toEqual([['again'], '2026-03-05']);
  });

  test('counted from acceptance leaves out what the case has not counted before it began', async () => {
    const c = await begin(start + user('a') + user('plan', 'gov:limitAmount="5" gov:limitFrom="acceptance"') + path('start', 'a', 'plan'), { attributes: 'gov:limitAmount="20"' });
    c.send({ type: 'procedure', procedure: 'startSpecialProcedure', reason: '鉴定', basis: '行政许可法第四十五条' });
    c.until('2026-03-04T01:00:00.000Z');
    c.send({ type: 'procedure', procedure: 'finishSpecialProcedure' });
    c.until('2026-03-05T01:00:00.000Z');
    c.complete('a');
    expect(dueOn(c, 'plan')).toBe('2026-03-11');
  });

  test('that is not counted is counted by no step around it either', async () => {
    const c = await begin(visitOf(user('mend', 'gov:clock="stop" gov:clockBasis="专家评审"')));
    expect(dueOn(c, 'visit')).toBe(null);
    c.until('2026-03-04T01:00:00.000Z');
    c.complete('mend');
    expect([dueOn(c, 'visit'), c.clockOf('visit')!.stops]).toEqual(['2026-03-09', [{ from: MONDAY, to: '2026-03-04T01:00:00.000Z', reason: 'mend', basis: '专家评审' }]]);
  });

  test('two steps that hold the case\'s clock at once: it goes on when both are done', async () => {
    const c = await begin(start + '<parallelGateway id="f"/>' + user('a', 'gov:clock="stop"') + user('b', 'gov:clock="stop"') + user('x') + path('start', 'f', 'a') + path('f', 'b') + path('f', 'x'), { attributes: 'gov:limitAmount="5"' });
    c.until('2026-03-03T01:00:00.000Z');
    c.complete('a');
    expect(c.caseClock.stops).toEqual([{ from: MONDAY, reason: 'a' }]);
    c.until('2026-03-04T01:00:00.000Z');
    c.complete('b');
    expect(c.caseClock.stops).toEqual([{ from: MONDAY, to: '2026-03-04T01:00:00.000Z', reason: 'a' }]);
  });

  test('a step called off lets go the case\'s clock that it held', async () => {
    const c = await begin(start + user('a', 'gov:clock="stop"') + boundary('b', 'a', duration('P1D')) + user('x') + path('start', 'a') + path('b', 'x'), { attributes: 'gov:limitAmount="5"' });
    c.until('2026-03-04T01:00:00.000Z');
    expect([c.caseClock.stops[0]!.to, c.state.holds]).toEqual(['2026-03-03T01:00:00.000Z', {}]);
  });
});

describe('a new calendar', () => {
  test('moves every open clock, old and new date logged, and no closed one (SC-03, SC-32, T-07)', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="2"') + user('b', 'gov:limitAmount="2"') + path('start', 'a', 'b'), { attributes: 'gov:limitAmount="9"' });
    c.complete('a');
    const log = c.send({ type: 'calendar', calendar: { ...plainCalendar, version: 'typhoon', overlays: [{ date: '2026-03-03', working: false, reason: '台风' }] } });
    expect(log.map((entry) => (entry.type === 'clock' ? [entry.element, entry.action, entry.before, entry.dueOn, entry.calendarVersion] : []))).toEqual([
      [null, 'recalculated', '2026-03-13', '2026-03-16', 'typhoon'],
      ['b', 'recalculated', '2026-03-04', '2026-03-05', 'typhoon'],
    ]);
  });

  test('confirms a provisional date that stays as it is, and is silent about one that was settled (SC-03)', async () => {
    const c = await begin(start + user('a', 'gov:limitAmount="5"') + user('b', 'gov:limitAmount="1"') + '<parallelGateway id="f"/>' + path('start', 'f', 'a') + path('f', 'b'), { calendar: { ...plainCalendar, until: '2026-03-05' } });
    const provisional = () => ['a', 'b'].map((element) => dueOf(c.clockOf(element)!, c.state.calendar)!.provisional);
    expect(provisional()).toEqual([true, false]);
    const log = c.send({ type: 'calendar', calendar: { ...plainCalendar, version: 'published' } });
    expect(log.map((entry) => (entry.type === 'clock' ? [entry.element, entry.action, entry.before, entry.dueOn, entry.provisional] : []))).toEqual([['a', 'recalculated', '2026-03-09', '2026-03-09', false]]);
    expect(provisional()).toEqual([false, false]);
  });
});

test('a department that is silent is charged, one that our connector cannot reach is not (the officer\'s card moves by the outage)', async () => {
  const drawn = start + service('a', 'gov:limitAmount="3"') + path('start', 'a');
  const silent = await begin(drawn, { ladders: china.ladders });
  silent.answer('a', { kind: 'accepted' });
  silent.until('2026-03-06T09:00:00.000Z');
  expect(cards(silent.log)).toContain('redCard 2026-03-06');

  const down = await begin(drawn, { ladders: china.ladders });
  down.answer('a', { kind: 'failed', code: 'DOWN', message: 'x', retryable: false });
  down.until('2026-03-06T01:00:00.000Z');
  expect(cards(down.log)).toEqual([]);
  down.settle('retry');
  down.answer('a', { kind: 'accepted' });
  expect(dueOn(down, 'a')).toBe('2026-03-11');
});

test('a step that stands as an incident of the flow costs its officer no time', async () => {
  const c = await begin(start + user('a', 'gov:limitAmount="3"', '<extensionElements><zeebe:ioMapping><zeebe:output source="=missing" target="x"/></zeebe:ioMapping></extensionElements>') + user('after') + path('start', 'a', 'after'), { ladders: china.ladders });
  c.complete('a');
  c.until('2026-03-12T01:00:00.000Z');
  expect([c.incidents, cards(c.log), c.clockOf('a')!.stops]).toEqual([['a: VAR_UNDEFINED'], [], [{ from: MONDAY, reason: 'incident' }]]);
  c.settle('retry', { missing: 1 });
  expect([c.open, c.clockOf('a')!.stoppedAt]).toEqual([['after'], c.state.now]);
});

test('clocks start before what they measure: the case\'s before its first element, a step\'s before its work item', async () => {
  const c = await begin(start + user('a', 'gov:limitAmount="5"') + path('start', 'a'), { attributes: 'gov:limitAmount="20"' });
  const told = c.log.flatMap((entry) => (entry.type === 'clock' || entry.type === 'entered' || entry.type === 'opened' ? [`${entry.type} ${entry.element ?? 'case'}`] : []));
  expect(told).toEqual(['clock case', 'entered start', 'entered a', 'clock a', 'opened a']);
});

test('an event that calls a step off at the very instant of its card comes first: there is no card of a step that is over', async () => {
  const drawn = (edge: string) => start + user('a', 'gov:limitAmount="5"') + edge + user('instead') + path('start', 'a');
  const undisturbed = await begin(drawn(''), china);
  const instant = undisturbed.due!;
  undisturbed.until(instant);
  expect(cards(undisturbed.log)).toHaveLength(1);
  const c = await begin(drawn(boundary('b', 'a', `<timerEventDefinition><timeDate>${instant}</timeDate></timerEventDefinition>`) + path('b', 'instead')), china);
  c.until(instant);
  expect([c.open, cards(c.log)]).toEqual([['instead'], []]);
});

test('a clock\'s ledger is told when it has stopped, as it is kept, and not before', async () => {
  const c = await begin(start + user('a', 'gov:limitAmount="5"') + user('b') + path('start', 'a', 'b'));
  c.complete('a');
  const told = c.log.flatMap((entry) => (entry.type === 'clock' ? [[entry.action, entry.ledger]] : []));
  expect(told).toEqual([['started', undefined], ['stopped', c.clockOf('a')]]);
});
