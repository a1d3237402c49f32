import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FormField, FormSchema, Guide } from '../../../ui/form/types.ts';
import { answered, chosenItems, chosenMaterials, faultsOf, openQuestions, sendable, unasked, visibleForm } from '../../../ui/form/answers.ts';
import { holds } from '../../../ui/form/feel.ts';
import { faultsInProblem } from '../../../ui/form/problem.ts';
import { withSample } from '../../../ui/form/sample.ts';
import { valueText } from '../../../ui/form/valueText.ts';
import { correctedValues } from '../../../portal/operations/correctedValues.ts';

const guideOf = (matter: string): Guide => JSON.parse(readFileSync(join(import.meta.dirname, '../../../definitions/matters', matter, 'form.json'), 'utf8')) as Guide;
const names = (list: readonly { name?: unknown; id?: string }[]): unknown[] => list.map((entry) => entry.id ?? entry.name);

describe('situation questions of F6', () => {
  const guide = guideOf('open-a-restaurant');

  test.each([
    [{ hotFood: false, signboard: false, area: 60 }, ['SAMPLE-LICENCE-CHECK', 'SAMPLE-FOOD'], ['licence', 'premises', 'layout']],
    [{ hotFood: true, signboard: true, area: 320 }, ['SAMPLE-LICENCE-CHECK', 'SAMPLE-FOOD', 'SAMPLE-SIGNBOARD', 'SAMPLE-FIRE-CHECK'], ['licence', 'premises', 'layout', 'fumes', 'signboardDrawing', 'fireStatement']],
    [{ hotFood: false, signboard: true, area: 299 }, ['SAMPLE-LICENCE-CHECK', 'SAMPLE-FOOD', 'SAMPLE-SIGNBOARD'], ['licence', 'premises', 'layout', 'signboardDrawing']],
  ])('%j decides items and materials', (situations, items, materials) => {
    const known = { ...unasked(guide), ...situations };
    expect(names(chosenItems(guide, known))).toEqual(items);
    expect(names(chosenMaterials(guide.materials, known))).toEqual(materials);
  });

  test('a number typed as text decides like a number', () => {
    const known = { ...unasked(guide), ...answered(guide.situations, { hotFood: false, signboard: false, area: '320' }) };
    expect(names(chosenItems(guide, known))).toContain('SAMPLE-FIRE-CHECK');
  });

  test('a field shows only when its condition holds, and what is hidden is not sent', () => {
    const answers = { ...unasked(guide), signboard: false, signboardText: '海风小馆', shopName: '海风小馆' };
    const shown = visibleForm(guide.form, answers).sections.flatMap((section) => section.fields.map((field) => field.name));
    expect(shown).not.toContain('signboardText');
    expect(sendable(guide.form, answers)).toEqual({ shopName: '海风小馆' });
  });

  test('sample data fills the whole visible form without a fault', () => {
    const known = { ...unasked(guide), hotFood: true, signboard: true, area: 320 };
    const filled = withSample(guide.form, {}, known);
    expect(faultsOf(guide.form, { ...known, ...filled })).toEqual({});
  });
});

test('SC-01 questions of F1 come one after the other: what the outside line brings is asked only when there is one', () => {
  const guide = guideOf('joint-utility-connection');
  const without = openQuestions(guide.situations, { ...unasked(guide), services: ['power'], outsideLine: false }).map(({ name }) => name);
  const with_ = openQuestions(guide.situations, { ...unasked(guide), services: ['power'], outsideLine: true }).map(({ name }) => name);
  expect(without).not.toContain('digsRoad');
  expect(with_).toContain('digsRoad');
});

describe('a condition of a form', () => {
  test.each([
    [undefined, {}, true],
    ['area >= 300', { area: 300 }, true],
    ['= area >= 300', { area: 300 }, true],
    ['area >= 300', { area: null }, false],
    ['area >= 300', {}, false],
    ['list contains(services, "power")', { services: ['power'] }, true],
    ['this is ( no FEEL', {}, false],
  ])('%s with %j gives %s', (when, answers, expected) => {
    expect(holds(when, answers)).toBe(expected);
  });
});

describe('what is wrong with a field', () => {
  const field = (rest: Partial<FormField>): FormSchema => ({ sections: [{ title: '', fields: [{ name: 'f', label: '项', type: 'text', ...rest } as FormField] }] });

  test.each([
    [field({ required: true }), '', { f: 'required' }],
    [field({}), '', {}],
    [field({ type: 'number', min: 1 }), '0', { f: 'number' }],
    [field({ type: 'number' }), 'abc', { f: 'number' }],
    [field({ type: 'date' }), '2026-9-1', { f: 'date' }],
    [field({ rule: 'phone' }), '123', { f: 'phone' }],
    [field({ type: 'multi', required: true }), [], { f: 'required' }],
  ])('%# is told by its code', (form, value, faults) => {
    expect(faultsOf(form, { f: value })).toEqual(faults);
  });

  test('faults that the server names land beside their fields', () => {
    const body = { status: 422, code: 'FORM_INVALID', details: { fields: [{ field: 'uscc', fault: 'usccCheck' }, { field: 'x', fault: 'somethingNew' }] } };
    expect(faultsInProblem(body)).toEqual({ uscc: 'usccCheck', x: 'choice' });
  });
});

test('C-10 corrected values of a retry are read as what they are', () => {
  const lines = [{ name: 'pipe', text: '100' }, { name: ' note ', text: '管径 100' }, { name: 'ok', text: 'true' }, { name: '', text: 'x' }];
  expect(correctedValues(lines)).toEqual({ pipe: 100, note: '管径 100', ok: true });
});

describe('a sum of money (E-13)', () => {
  const form: FormSchema = { title: '', sections: [{ title: '', fields: [{ name: 'fee', label: '费用', type: 'money', required: true }] }] } as unknown as FormSchema;
  test.each([
    ['12.5', null, 1250],
    ['12.345', 'money', undefined],
    ['abc', 'money', undefined],
    ['-1', 'money', undefined],
    [1250, null, 1250],
  ])('typed as %p: fault %p, sent as %p 分', (typed, fault, fen) => {
    expect(faultsOf(form, { fee: typed })).toEqual(fault ? { fee: fault } : {});
    if (fen !== undefined) expect([sendable(form, { fee: typed }), answered(form.sections[0]!.fields, { fee: typed })]).toEqual([{ fee: fen }, { fee: fen }]);
  });
});

describe('a field that is only shown', () => {
  const form: FormSchema = { sections: [{ title: '', fields: [{ name: 'pipe', label: '管径', type: 'number', required: true, min: 100, readOnly: true }, { name: 'note', label: '说明', type: 'text' }] }] };
  test('given any value, then it is never wrong and never sent', () => {
    expect([faultsOf(form, { pipe: 1 }), sendable(form, { pipe: 1, note: '可' })]).toEqual([{}, { note: '可' }]);
  });

  test.each<[Partial<FormField>, unknown, string]>([
    [{ type: 'yesNo' }, false, 'portal.field.no'],
    [{ type: 'multi', options: [{ value: 'a', label: '供水' }, { value: 'b', label: '供电' }] }, ['a', 'b'], '供水、供电'],
    [{ type: 'number', unit: 'mm' }, 100, '100 mm'],
    [{ type: 'money' }, 1250, '12.50 portal.field.yuan'],
    [{ type: 'text' }, null, ''],
  ])('%#: its value is read as people write it', (field, value, text) => {
    expect(valueText({ name: 'f', label: '项', type: 'text', ...field } as FormField, value, (key) => key)).toBe(text);
  });
});
