import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dictionarySchema } from '../../../definitions/dictionary/schema.ts';
import { formFaults, formJsonSchemas, matterFormSchema, stepFormSchema } from '../../../definitions/forms/schema.ts';
import { root } from '../../support/sources.ts';

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(root, 'definitions', ...path), 'utf8'));
const steps = readdirSync(join(root, 'definitions/forms')).filter((name) => name.endsWith('.json'));

describe('the one schema of forms', () => {
  test.each(['joint-utility-connection', 'open-a-restaurant'])('the shipped form of %s fits', (matter) => {
    expect(formFaults(matterFormSchema, read('matters', matter, 'form.json'), '')).toEqual([]);
  });

  test.each(steps)('the shipped form %s fits', (name) => {
    expect(formFaults(stepFormSchema, read('forms', name), '')).toEqual([]);
  });

  test('every field of the data dictionary fits, in both languages, and names stand once', () => {
    const dictionary = dictionarySchema.parse(read('dictionary', 'fields.json'));
    const names = dictionary.groups.flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
  });

  test.each<[string, unknown, string[]]>([
    ['a kind that is none', { title: 't', sections: [{ fields: [{ name: 'a', label: 'a', type: 'colour' }] }] }, ['stepForms.x.sections.0.fields.0.type']],
    ['a name that is no name', { title: 't', sections: [{ fields: [{ name: 'a b', label: 'a', type: 'text' }] }] }, ['stepForms.x.sections.0.fields.0.name']],
    ['a member nobody knows', { title: 't', sections: [], script: 'alert(1)' }, ['stepForms.x']],
    ['no sections', { title: 't' }, ['stepForms.x.sections']],
  ])('given %s, then its place is told', (_, form, paths) => {
    expect(formFaults(stepFormSchema, form, 'stepForms.x').map(({ path }) => path)).toEqual(paths);
  });

  test('both are published as JSON Schema with their enumerations', () => {
    const { 'matter-form': matter, 'step-form': step } = formJsonSchemas();
    expect(JSON.stringify(matter)).toContain('"rights"');
    expect(JSON.stringify(step)).toContain('"checklist"');
  });
});
