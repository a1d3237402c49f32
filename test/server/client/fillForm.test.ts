import { expect, test } from '@jest/globals';
import { fillForm, type FormField } from '../../../server/client/fillForm.ts';

const fill = (field: Partial<FormField>, variables: object = {}): unknown =>
  fillForm({ sections: [{ fields: [{ name: 'x', type: 'text', ...field }] }] }, variables as Record<string, unknown>, '2026-09-21').x;

test.each<[string, Partial<FormField>, object, unknown]>([
  ['a sample goes first', { sample: 'S', required: true }, {}, 'S'],
  ['what is optional and has no sample stays empty', {}, {}, undefined],
  ['a number takes its least', { type: 'number', required: true, min: 3 }, {}, 3],
  ['a date is today', { type: 'date', required: true }, {}, '2026-09-21'],
  ['a choice takes the first option', { type: 'choice', required: true, options: [{ value: 'a' }, { value: 'b' }] }, {}, 'a'],
  ["options of the case go before the form's sample", { type: 'choice', required: true, sample: 'S', optionsFrom: 'slots' }, { slots: ['t1', 't2'] }, 't1'],
  ['several of them are all taken', { type: 'multi', optionsFrom: 'slots' }, { slots: ['t1', 't2'] }, ['t1', 't2']],
  ['days to propose are made up', { type: 'multi', required: true, optionsFrom: 'proposeSlots' }, {}, ['2026-09-22T01:00:00.000Z', '2026-09-22T06:00:00.000Z']],
])('%s', (_what, field, variables, value) => {
  expect(fill(field, variables)).toEqual(value);
});

test('what is given goes before everything; no form asks nothing', () => {
  expect(fillForm(null, {}, '2026-09-21', { points: 'P' })).toEqual({ points: 'P' });
});
