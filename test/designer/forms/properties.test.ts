import { describe, expect, test } from '@jest/globals';
import { formFaults, matterFormSchema, stepFormSchema } from '../../../definitions/forms/schema.ts';
import { fieldProperties, longest, materialProperties, type Property } from '../../../designer/forms/properties.ts';
import type { FormField, StepFormFile } from '../../../engine/forms/model.ts';

const field = (more: Partial<FormField>): FormField => ({ name: 'a', label: { zh: '甲' }, type: 'number', ...more });
const inStep = (more: Partial<FormField>): StepFormFile => ({ title: { zh: '表' }, sections: [{ fields: [field(more)] }] });
const longestOf = (properties: readonly Property[], name: string): number => properties.find((each) => each.name === name)!.longest!;
const choice = field({ type: 'choice', optionsFrom: 'list' });

/** What a text of some length makes of a form, and the length that is told to be the longest. */
const cases: [string, number, (text: string) => readonly unknown[]][] = [
  ['a unit', longestOf(fieldProperties(field({}), 'form'), 'unit'), (unit) => formFaults(stepFormSchema, inStep({ unit }), '')],
  ['where options come from', longestOf(fieldProperties(choice, 'step'), 'optionsFrom'), (optionsFrom) => formFaults(stepFormSchema, inStep({ optionsFrom }), '')],
  ['a certificate', longestOf(materialProperties, 'fromCertificate'), (fromCertificate) => formFaults(matterFormSchema, { situations: [], form: { sections: [] }, materials: [{ id: 'm', name: '料', fromCertificate }] }, '')],
  ['the value of an option', longest.option, (value) => formFaults(stepFormSchema, inStep({ options: [{ value, label: '一' }] }), '')],
  ['a label', longest.label, (zh) => formFaults(stepFormSchema, inStep({ label: { zh } }), '')],
];

describe('how long a text of a form may be', () => {
  test.each(cases)('given %s, then the longest that can be typed is the longest that is stored', (_, length, faults) => {
    expect([faults('字'.repeat(length)).length, faults('字'.repeat(length + 1)).length]).toEqual([0, 1]);
  });
});
