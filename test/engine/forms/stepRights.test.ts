import { describe, expect, test } from '@jest/globals';
import { correctable, fieldsOfStep, looksAtCase } from '../../../engine/forms/stepRights.ts';
import { fieldsIn, type FieldRight, type FormField, type MatterFormFile } from '../../../engine/forms/model.ts';

const field = (name: string, rest: Partial<FormField> = {}): FormField => ({ name, label: name, type: 'text', ...rest });
const stepForm = { title: '核查', sections: [{ title: '核查', fields: [field('note'), field('score', { access: 'readOnly' }), field('inner', { access: 'hidden' })] }] };
const matter = (given: Record<string, FieldRight>): MatterFormFile => ({ situations: [field('services')], form: { sections: [{ title: '项目', fields: [field('pipe'), field('who', { personal: true })] }] }, materials: [], rights: { check: given } });
const seen = (given: Record<string, FieldRight>) => {
  const { sections, hidden } = fieldsOfStep(stepForm, matter(given), 'check');
  return { fields: fieldsIn(sections).map(({ name, ...rest }) => `${name}${'readOnly' in rest ? ' shown' : 'corrects' in rest ? ' corrected' : ''}`), hidden: [...hidden].sort() };
};

describe('what a step does with fields', () => {
  test.each<[Record<string, FieldRight>, string[], string[]]>([
    [{}, ['note', 'score shown'], ['inner']],
    [{ note: 'readOnly', score: 'editable', inner: 'editable' }, ['note shown', 'score', 'inner'], []],
    [{ note: 'hidden', pipe: 'hidden', services: 'hidden' }, ['score shown'], ['inner', 'note', 'pipe', 'services']],
    [{ pipe: 'editable' }, ['pipe corrected', 'note', 'score shown'], ['inner']],
    [{ who: 'editable' }, ['note', 'score shown'], ['inner']],
    [{ pipe: 'readOnly' }, ['note', 'score shown'], ['inner']],
  ])('given the rights %j, then it meets these fields', (given, fields, hidden) => {
    expect(seen(given)).toEqual({ fields, hidden });
  });

  test('given another step, then rights of this one do not concern it; without a form it has nothing to fill in', () => {
    expect(fieldsIn(fieldsOfStep(undefined, matter({ pipe: 'editable' }), 'other').sections)).toEqual([]);
    expect(fieldsIn(fieldsOfStep(undefined, matter({ pipe: 'editable' }), 'check').sections).map(({ name }) => name)).toEqual(['pipe']);
  });

  test('what may be corrected somewhere is known, and so is whether a form looks at the case', () => {
    expect([...correctable(matter({ pipe: 'editable', note: 'editable' }))]).toEqual(['pipe']);
    expect([looksAtCase(stepForm), looksAtCase({ sections: [{ fields: [field('a', { when: 'b' })] }] })]).toEqual([false, true]);
  });
});
