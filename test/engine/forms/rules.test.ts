import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FormField, FormSection, MatterFormFile, StepFormFile } from '../../../engine/forms/model.ts';
import { checkForms, type Forms } from '../../../engine/forms/rules/index.ts';
import { root } from '../../support/sources.ts';

const field = (name: string, rest: Partial<FormField> = {}): FormField => ({ name, label: { zh: `${name}项` }, type: 'yesNo', ...rest });
const sections = (...fields: FormField[]): FormSection[] => [{ title: '段', fields }];
const matter = (rest: Partial<MatterFormFile> = {}): MatterFormFile => ({ situations: [field('outside')], form: { sections: sections(field('pipe', { type: 'number' })) }, materials: [], ...rest });
const step = (...fields: FormField[]): Record<string, StepFormFile> => ({ own: { title: '表', sections: sections(...fields) } });
const told = (forms: Partial<Forms>): string[] => checkForms({ form: matter(), stepForms: {}, ...forms }).map(({ code, params }) => `${code} ${params!['place']}`);

describe('publish rules of forms', () => {
  test.each(['joint-utility-connection', 'open-a-restaurant'])('given the shipped form of %s, then nothing is wrong with it', (key) => {
    const form = JSON.parse(readFileSync(join(root, 'definitions/matters', key, 'form.json'), 'utf8')) as MatterFormFile;
    expect(checkForms({ form, stepForms: {} })).toEqual([]);
  });

  test.each<[string, Partial<Forms>, string[]]>([
    ['two fields of one name, one of them a question', { form: matter({ form: { sections: sections(field('outside')) } }) }, ['FORM_NAME_TWICE form.sections.0.fields.0']],
    ['the same name in two forms of steps', { stepForms: { ...step(field('a')), other: step(field('a'))['own']! } }, []],
    ['the same name twice in one form of a step', { stepForms: step(field('a'), field('a')) }, ['FORM_NAME_TWICE stepForms.own.sections.0.fields.1']],
    ['a name of the platform', { stepForms: step(field('opinion')) }, ['FORM_NAME_RESERVED stepForms.own.sections.0.fields.0.name']],
    ['two materials of one id', { form: matter({ materials: [{ id: 'm', name: '一' }, { id: 'm', name: '二' }] }) }, ['FORM_ID_TWICE materials.1']],
    ['a choice without options', { stepForms: step(field('a', { type: 'choice' })) }, ['FORM_OPTIONS_MISSING stepForms.own.sections.0.fields.0.options']],
    ['options that only the case knows', { stepForms: step(field('a', { type: 'multi', optionsFrom: 'slots' })) }, []],
    ['two options of one value', { stepForms: step(field('a', { type: 'choice', options: [{ value: 'x', label: '一' }, { value: 'x', label: '二' }] })) }, ['FORM_OPTION_TWICE stepForms.own.sections.0.fields.0.options.1']],
    ['a range nothing fits into', { stepForms: step(field('a', { type: 'number', min: 5, max: 4 })) }, ['FORM_RANGE_EMPTY stepForms.own.sections.0.fields.0.min']],
    ['a material asked for by a field that was removed', { form: matter({ materials: [{ id: 'm', name: '一', when: 'digs' }] }) }, ['FORM_VARIABLE_UNKNOWN materials.0.when']],
    ['a question that looks at a later one', { form: matter({ situations: [field('a', { when: 'b' }), field('b')] }) }, ['FORM_VARIABLE_LATER situations.0.when']],
    ['a condition that can not be read', { form: matter({ situations: [field('a', { when: 'b = ' })] }) }, ['FORM_CONDITION_INVALID situations.0.when']],
    ['a condition that takes a number for a text', { form: matter({ materials: [{ id: 'm', name: '一', when: 'pipe = "big"' }] }) }, ['FORM_CONDITION_INVALID materials.0.when']],
    ['a material that no answers bring up', { form: matter({ materials: [{ id: 'm', name: '一', when: 'outside and not(outside)' }] }) }, ['FORM_NEVER_SHOWN materials.0.when']],
    ['a number beyond its own bounds', { form: matter({ situations: [field('area', { type: 'number', min: 1, max: 200 })], materials: [{ id: 'm', name: '一', when: 'area >= 300' }] }) }, ['FORM_NEVER_SHOWN materials.0.when']],
    ['a step that looks at a name of the case', { stepForms: step(field('a', { when: 'outside and planned' })), variables: ['planned'] }, []],
    ['a step that looks at what nothing gives', { stepForms: step(field('a', { when: 'planned' })), variables: [] }, ['FORM_VARIABLE_UNKNOWN stepForms.own.sections.0.fields.0.when']],
    ['an item and a department that are not registered', { form: matter({ items: [{ id: 'X-1', department: 'nobody' }], form: { sections: sections(field('p', { personal: true, sharedWith: ['water'] })) } }), items: ['X-2'], departments: ['power'] }, ['FORM_ITEM_UNREGISTERED items.0.id', 'FORM_DEPARTMENT_UNREGISTERED items.0.department', 'FORM_DEPARTMENT_UNREGISTERED form.sections.0.fields.0.sharedWith']],
    ['rights of a step that is not drawn', { form: matter({ rights: { gone: { pipe: 'hidden' } } }), steps: [] }, ['FORM_RIGHT_STEP_UNKNOWN rights.gone']],
    ['rights to a field that is not there', { form: matter({ rights: { check: { pope: 'hidden' } } }), steps: [{ id: 'check' }] }, ['FORM_RIGHT_FIELD_UNKNOWN rights.check.pope']],
    ['the right to write what is personal', { form: matter({ form: { sections: sections(field('who', { type: 'text', personal: true })) }, rights: { check: { who: 'editable' } } }), steps: [{ id: 'check' }] }, ['FORM_RIGHT_PERSONAL rights.check.who']],
    ['rights to a field of the form of the step', { form: matter({ rights: { check: { a: 'readOnly' } } }), stepForms: step(field('a')), steps: [{ id: 'check', form: 'own' }] }, []],
  ])('%s', (_, forms, problems) => {
    expect(told(forms)).toEqual(problems);
  });
});
