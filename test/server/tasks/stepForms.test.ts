import { expect, test } from '@jest/globals';
import { loadCalendar } from '../../../definitions/calendars/load.ts';
import { fieldsOfStep } from '../../../engine/forms/stepRights.ts';
import { stepForms, stepVariables } from '../../../server/tasks/stepForms.ts';

const now = '2026-09-18T01:30:00.000Z';
const propose = (slots: readonly string[]) => stepVariables(fieldsOfStep(stepForms.get('visit-proposal') as never, null, 'propose'), { slots, place: '项目现场' }, {}, now, 'zh-CN', loadCalendar());

test('a visit may be proposed for working days to come', () => {
  expect(propose(['2026-09-20T09:00:00+08:00', '2026-09-21T01:00:00.000Z'])).toMatchObject({ slots: ['2026-09-20T09:00:00+08:00', '2026-09-21T01:00:00.000Z'] });
});

test.each([
  ['a holiday', '2026-10-01T09:00:00+08:00'],
  ['a plain Sunday', '2026-09-27T09:00:00+08:00'],
  ['a time that is over', '2026-09-18T09:00:00+08:00'],
])('a visit proposed for %s is refused at its field, in words', (_, slot) => {
  expect(() => propose(['2026-09-21T09:00:00+08:00', slot])).toThrow(
    expect.objectContaining({ code: 'FORM_INVALID', details: { fields: [{ field: 'slots', label: '备选时段', fault: 'slot', text: '备选时段须是今后的工作日' }] } }),
  );
});

test('a text that is no time is not an option', () => {
  expect(() => propose(['tomorrow'])).toThrow(expect.objectContaining({ details: { fields: [expect.objectContaining({ field: 'slots', fault: 'choice' })] } }));
});
