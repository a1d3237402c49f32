import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDuration } from '../../../engine/clock/iso8601.ts';
import { nextFiring, timerWait } from '../../../engine/interpreter/triggers.ts';
import type { Profile } from '../../../engine/program.ts';
import { boundary, cycle, drawing, end, path, programOf, start, user } from '../../support/drawing.ts';
import { plainCalendar, runningCase } from '../../support/runningCase.ts';
import { seed } from '../../support/seed.ts';

async function begin(profile: Profile, rhythm: string) {
  const program = await programOf(drawing(start + user('a') + boundary('t', 'a', cycle('=rhythm'), 'cancelActivity="false"') + user('remind') + end + path('start', 'a', 'end') + path('t', 'remind')));
  return runningCase({ ...program, profile }, { variables: { rhythm } });
}

describe('a cycle that depends on the case', () => {
  test.each(['R/PT1S', 'R/P1D', 'R101/PT1M', 'R5/PT59S'])('stops a matter as an incident where it would ring like %s (B-30)', async (rhythm) => {
    const c = await begin('matter', rhythm);

    expect(c.incidents).toEqual(['a: TIMER_TOO_OFTEN']);
  });

  test('rings in a matter up to a hundred times', async () => {
    const c = await begin('matter', 'R100/PT1M');

    expect([c.incidents, c.open]).toEqual([[], ['a']]);
  });

  test('rings as often as it is drawn in the profile bpmn', async () => {
    const c = await begin('bpmn', 'R/PT1S');

    expect([c.incidents, c.open]).toEqual([[], ['a']]);
  });
});

/** All that a cycle rings from `now` on; what is due already rings at once. */
function rings(text: string, now: string): string[] {
  const found: string[] = [];
  for (let on: ReturnType<typeof nextFiring> = timerWait('cycle', text, now, plainCalendar); on && found.length < 200; on = nextFiring(on)) found.push(on.due);
  return found;
}

describe('a repeating interval (ISO 8601) rings', () => {
  const now = '2026-09-18T01:00:00.000Z';
  test.each([
    ['from now on', 'R3/PT10S', ['2026-09-18T01:00:10.000Z', '2026-09-18T01:00:20.000Z', '2026-09-18T01:00:30.000Z']],
    ['from its start on', 'R2/2026-09-19T01:00:00Z/P1D', ['2026-09-19T01:00:00.000Z', '2026-09-20T01:00:00.000Z']],
    ['at the ends of an interval with start and end', 'R3/2026-09-19T01:00:00Z/2026-09-19T02:30:00Z', ['2026-09-19T01:00:00.000Z', '2026-09-19T02:30:00.000Z', '2026-09-19T04:00:00.000Z']],
    ['up to its end', 'R3/PT10S/2026-09-18T02:00:00Z', ['2026-09-18T01:59:40.000Z', '2026-09-18T01:59:50.000Z', '2026-09-18T02:00:00.000Z']],
    ['at the last of each month, up to its end', 'R4/P1M/2027-01-31T01:00:00Z', ['2026-10-31T01:00:00.000Z', '2026-11-30T01:00:00.000Z', '2026-12-31T01:00:00.000Z', '2027-01-31T01:00:00.000Z']],
    ['at the last of each month from a 31st on', 'R5/2026-10-31T01:00:00Z/P1M', ['2026-10-31T01:00:00.000Z', '2026-11-30T01:00:00.000Z', '2026-12-31T01:00:00.000Z', '2027-01-31T01:00:00.000Z', '2027-02-28T01:00:00.000Z']],
    ['every quarter from a 30th on, once in February too', 'R3/2026-11-30T01:00:00Z/P3M', ['2026-11-30T01:00:00.000Z', '2027-02-28T01:00:00.000Z', '2027-05-30T01:00:00.000Z']],
    ['every year from a leap day on', 'R5/2028-02-29T01:00:00Z/P1Y', ['2028-02-29T01:00:00.000Z', '2029-02-28T01:00:00.000Z', '2030-02-28T01:00:00.000Z', '2031-02-28T01:00:00.000Z', '2032-02-29T01:00:00.000Z']],
    ['as often as it fits before its end, where it does not say how often', 'R/PT25M/2026-09-18T02:00:00Z', ['2026-09-18T01:10:00.000Z', '2026-09-18T01:35:00.000Z', '2026-09-18T02:00:00.000Z']],
    ['now too, where an interval before its end is over now', 'R/PT30M/2026-09-18T02:00:00Z', ['2026-09-18T01:00:00.000Z', '2026-09-18T01:30:00.000Z', '2026-09-18T02:00:00.000Z']],
    ['once, where it does not say how often and its end is over', 'R/PT30M/2026-09-17T02:00:00Z', ['2026-09-17T02:00:00.000Z']],
    ['at once for what should have been, where it says how often', 'R2/PT30M/2026-09-17T02:00:00Z', ['2026-09-17T01:30:00.000Z', '2026-09-17T02:00:00.000Z']],
  ])('%s: %s', (_when, text, expected) => expect(rings(text, now)).toEqual(expected));

  test('never more often than a cycle can say', () => {
    for (const text of ['R/PT0.001S/9999-12-31', 'R/PT1S/2026-09-29T14:46:39Z']) expect(() => timerWait('cycle', text, now, plainCalendar)).toThrow(expect.objectContaining({ code: 'TIMER_INVALID' }));
    expect(timerWait('cycle', 'R/PT1S/2026-09-29T14:46:38Z', now, plainCalendar)).toMatchObject({ due: now, left: 999_998 });
  });

  const unit = fc.constantFrom('PT%S', 'PT%M', 'P%D', 'P%W', 'P%M', 'P%Y', 'P%M1DT1H');
  test(`as often as it says, its last at its end and each a length before that (seed ${seed})`, () => {
    fc.assert(fc.property(unit, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 40_000 }), (form, length, times, days) => {
      const [every, end] = [form.replace('%', String(length)), addDuration('2000-01-31T01:00:00.000Z', `P${days}D`)];
      expect(rings(`R${times}/${every}/${end}`, now)).toEqual(Array.from({ length: times }, (_, n) => addDuration(end, every, n + 1 - times)));
    }), { seed, numRuns: 300 });
  });

  test('at the last of each month for ever, where it begins on a 31st', () => {
    const days = rings('R/P1M', '2026-01-31T01:00:00.000Z').slice(0, 13).map((due) => due.slice(2, 10));
    expect(days).toEqual(['26-02-28', '26-03-31', '26-04-30', '26-05-31', '26-06-30', '26-07-31', '26-08-31', '26-09-30', '26-10-31', '26-11-30', '26-12-31', '27-01-31', '27-02-28']);
  });

  test(`as often as it says, each as many lengths behind its start as it is in number (seed ${seed})`, () => {
    fc.assert(fc.property(unit, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 40_000 }), (form, length, times, days) => {
      const [every, start] = [form.replace('%', String(length)), addDuration('2000-01-31T01:00:00.000Z', `P${days}D`)];
      expect(rings(`R${times}/${start}/${every}`, now)).toEqual(Array.from({ length: times }, (_, n) => addDuration(start, every, n)));
    }), { seed, numRuns: 300 });
  });

  test.each([
    ['hours', 'PT%H', 250, ['PT%S', 'PT%M', 'P%D']],
    ['years', 'P%D', 40_000, ['P%D', 'P%W', 'P%M', 'P%Y', 'P%M1DT1H']],
  ])(`without a number as often as it fits between now and an end in %s, once at least (seed ${seed})`, (_far, ahead, most, units) => {
    fc.assert(fc.property(fc.constantFrom(...units), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: most }), (form, length, distance) => {
      const [every, end] = [form.replace('%', String(length)), addDuration(now, ahead.replace('%', String(distance)))];
      const { due, left } = timerWait('cycle', `R/${every}/${end}`, now, plainCalendar);
      expect([due >= now, addDuration(end, every, -left!) === due, addDuration(end, every, -left! - 1) < now]).toEqual([true, true, true]);
    }), { seed, numRuns: 300 });
  });
});
