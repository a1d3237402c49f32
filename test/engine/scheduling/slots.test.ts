import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadCalendar } from '../../../definitions/calendars/load.ts';
import { isWorkingDay } from '../../../engine/clock/calendar.ts';
import { addDays } from '../../../engine/clock/civil.ts';
import type { Availability, Slot, SlotQuestion } from '../../../engine/scheduling/slots.ts';
import { chooseSlot, mayBegin, overlaps, proposeSlots } from '../../../engine/scheduling/slots.ts';
import { seed } from '../../support/seed.ts';

const calendar = loadCalendar();
const everyone = ['waterAffairs', 'power', 'gasCompany', 'telecomOffice', 'applicant'];
const slots: Slot[] = [
  { date: '2026-09-20', from: '09:00:00', to: '12:00:00' },
  { date: '2026-09-21', from: '09:00:00', to: '12:00:00' },
  { date: '2026-09-21', from: '14:00:00', to: '17:00:00' },
];

/** Who can come to which slots; a person `x.1` of participant `x` would go. */
function question(can: Readonly<Record<string, readonly number[]>>, more: Partial<SlotQuestion> = {}): SlotQuestion {
  const answers = Object.entries(can).flatMap(([participant, possible]) =>
    slots.map((_, slot): Availability => ({ participant, slot, attends: possible.includes(slot) ? 'can' : 'cannot', people: [`${participant}.1`] })),
  );
  const participants = everyone.map((id) => ({ id, mandatory: true }));
  return { calendar, window: { from: '2026-09-19', until: '2026-09-22' }, slots, participants, answers, bookings: [], ...more };
}

const always = Object.fromEntries(everyone.map((id) => [id, [0, 1, 2]]));

describe('choosing a slot', () => {
  test('SC-08: of three candidates only the second suits all five', () => {
    const choice = chooseSlot(question({ waterAffairs: [0, 1], power: [1, 2], gasCompany: [0, 1], telecomOffice: [1], applicant: [0, 1, 2] }));

    expect(choice).toMatchObject({ kind: 'agreed', index: 1, slot: slots[1], missing: [] });
    expect(choice.kind !== 'none' && choice.attending.map(({ participant, people }) => [participant, people])).toEqual(everyone.map((id) => [id, [`${id}.1`]]));
  });

  test('SC-08: a sixth participant called later has to answer before the slot is agreed', () => {
    const asked = question(always);
    const sixth = { ...asked, participants: [...asked.participants, { id: 'trafficPolice', mandatory: true }] };

    expect(chooseSlot(sixth)).toMatchObject({ kind: 'best', index: 0, missing: ['trafficPolice'] });
  });

  test('the earliest of several is taken, in whatever order they were proposed', () => {
    const reversed = { ...question(always), slots: slots.toReversed() };

    expect(chooseSlot(reversed)).toMatchObject({ kind: 'agreed', index: 2, slot: slots[0] });
  });

  test('SC-09: without a common slot the best one names the mandatory participants that are missing', () => {
    const choice = chooseSlot(question({ ...always, power: [0, 2], gasCompany: [1, 2], telecomOffice: [0, 1] }));

    expect(choice).toMatchObject({ kind: 'best', index: 0, missing: ['gasCompany'] });
  });

  test('SC-09: silence is not consent', () => {
    const { power: _, ...silent } = always;

    expect(chooseSlot(question(silent))).toMatchObject({ kind: 'best', index: 0, missing: ['power'] });
  });

  test('who is not mandatory never holds a slot up, but decides between equals', () => {
    const participants = [{ id: 'power', mandatory: true }, { id: 'applicant', mandatory: true }, { id: 'cableCompany', mandatory: false }];

    expect(chooseSlot(question({ power: [0, 1], applicant: [0, 1], cableCompany: [1] }, { participants }))).toMatchObject({ kind: 'agreed', index: 0 });
    expect(chooseSlot(question({ power: [0], applicant: [1], cableCompany: [1] }, { participants }))).toMatchObject({ kind: 'best', index: 1, missing: ['power'] });
  });

  test('a person can not hold two overlapping slots; a colleague or an hour later will do', () => {
    const booked = [{ person: 'power.1', date: '2026-09-20', from: '11:00:00', to: '13:00:00' }];
    const answers = question(always).answers.map((each) => (each.participant === 'power' ? { ...each, people: ['power.1', 'power.2'] } : each));

    expect(chooseSlot(question(always, { bookings: booked }))).toMatchObject({ kind: 'agreed', index: 1 });
    expect(chooseSlot(question(always, { bookings: [{ ...booked[0]!, from: '12:00:00' }] }))).toMatchObject({ kind: 'agreed', index: 0 });
    expect(chooseSlot(question(always, { bookings: booked, answers }))).toMatchObject({ kind: 'agreed', index: 0, attending: expect.arrayContaining([{ participant: 'power', remote: false, people: ['power.2'] }]) });
  });

  test('the last answer counts, and a remote one is marked', () => {
    const asked = question(always);
    const answers: Availability[] = [...asked.answers, { participant: 'power', slot: 0, attends: 'cannot', people: [] }, { participant: 'gasCompany', slot: 1, attends: 'remote', people: [] }];

    expect(chooseSlot({ ...asked, answers })).toMatchObject({ kind: 'agreed', index: 1, attending: expect.arrayContaining([{ participant: 'gasCompany', remote: true, people: [] }]) });
  });

  test.each([
    ['a day off', [{ date: '2026-09-25', from: '09:00:00', to: '12:00:00' }]],
    ['a day before the window', [{ date: '2026-09-18', from: '09:00:00', to: '12:00:00' }]],
    ['a day after the window', [{ date: '2026-09-23', from: '09:00:00', to: '12:00:00' }]],
    ['an end before its start', [{ date: '2026-09-21', from: '12:00:00', to: '09:00:00' }]],
    ['nothing', []],
  ])('%s is no candidate', (_, candidates) => {
    const window = { from: '2026-09-19', until: candidates[0]?.date === '2026-09-25' ? '2026-09-30' : '2026-09-22' };

    expect(chooseSlot(question(always, { slots: candidates, window }))).toEqual({ kind: 'none' });
  });
});

describe('proposing slots', () => {
  test.each([
    ['a working day to come', '2026-09-21T01:00:00.000Z', true],
    ['a Sunday made up for (调休)', '2026-09-20T01:00:00.000Z', true],
    ['a plain Sunday', '2026-09-27T01:00:00.000Z', false],
    ['National Day', '2026-10-01T01:00:00.000Z', false],
    ['an hour ago', '2026-09-18T00:30:00.000Z', false],
  ])('%s may begin a visit: %s is %s', (_, at, may) => {
    expect(mayBegin(calendar, at, '2026-09-18T01:30:00.000Z')).toBe(may);
  });

  test('the next working half-days, over weekend and holiday', () => {
    expect(proposeSlots(calendar, '2026-09-30', 3, '2026-10-31')).toEqual([
      { date: '2026-10-08', from: '09:00:00', to: '12:00:00' },
      { date: '2026-10-08', from: '14:00:00', to: '17:00:00' },
      { date: '2026-10-09', from: '09:00:00', to: '12:00:00' },
    ]);
  });

  test('none after the window', () => {
    expect(proposeSlots(calendar, '2026-09-18', 10, '2026-09-20')).toHaveLength(2);
    expect(proposeSlots(calendar, '2026-09-30', 10, '2026-10-07')).toEqual([]);
  });

  test('are always working days in order that do not overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 12 }), (days, count) => {
        const date = addDays('2024-01-01', days);
        const proposed = proposeSlots(calendar, date, count, addDays(date, 40));
        expect(proposed).toHaveLength(count);
        expect(proposed.every((slot) => slot.date > date && isWorkingDay(calendar, slot.date))).toBe(true);
        expect(proposed.some((slot, index) => proposed.slice(index + 1).some((next) => overlaps(slot, next) || next.date < slot.date))).toBe(false);
      }),
      { seed },
    );
  });
});
