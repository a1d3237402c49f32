import { describe, expect, test } from '@jest/globals';
import { meansOne, renamedForms } from '../../../designer/rename/inForms.ts';
import { renamedScenarios } from '../../../designer/rename/inScenarios.ts';
import type { Forms } from '../../../engine/forms/rules/formRule.ts';

const forms = {
  form: {
    situations: [{ name: 'size', label: '面积', type: 'number' }, { name: 'fire', label: '消防', type: 'yesNo', when: 'area >= 300' }],
    form: { sections: [{ when: '=list contains(services, "area")', fields: [{ name: 'note', label: '说明', type: 'text', when: 'visits[area > 1] != null' }] }] },
    materials: [{ id: 'plan', name: '平面图', when: 'area > 10 and fire' }],
    rights: { review: { note: 'readOnly', area: 'hidden' } },
  },
  stepForms: { check: { title: '核查', sections: [{ fields: [{ name: 'where', label: '哪里', type: 'choice', optionsFrom: 'area' }] }] } },
} as unknown as Forms & object;

describe('a field of the forms that is called otherwise', () => {
  test('given conditions, rights and lists of options that say it, then they say the new name; what may mean something else is told', () => {
    const { forms: next, count, left } = renamedForms(forms, 'area', 'size');

    expect(next).toMatchObject({
      form: {
        situations: [{ name: 'size' }, { when: 'size >= 300' }],
        form: { sections: [{ when: '=list contains(services, "area")', fields: [{ when: 'visits[area > 1] != null' }] }] },
        materials: [{ when: 'size > 10 and fire' }],
      },
      stepForms: { check: { sections: [{ fields: [{ optionsFrom: 'size' }] }] } },
    });
    expect(Object.keys(next.form!.rights!['review']!)).toEqual(['note', 'size']);
    expect([count, left]).toEqual([4, ['form.sections.0.fields.0']]);
  });

  test.each([
    ['note', 'remark', [], true],
    ['note', 'fire', [], false],
    ['note', 'remark', ['note'], false],
    ['note', 'remark', ['remark'], false],
  ])('given %s that becomes %s beside %j of other forms, then what says it means it alone: %s', (from, to, others, alone) => {
    expect(meansOne(forms, others, from, to)).toBe(alone);
  });

  test('given scenarios that answer it, then they answer its new name, at the start and at steps', () => {
    const scenario = { title: { zh: '大店' }, start: { now: 'x', situations: { area: 1 }, form: { note: 'area' } }, steps: [{ advance: 'y' }, { complete: 'a', variables: { area: 2 } }] };

    expect(renamedScenarios({ one: scenario }, 'area', 'size')).toEqual({ one: { title: { zh: '大店' }, start: { now: 'x', situations: { size: 1 }, form: { note: 'area' } }, steps: [{ advance: 'y' }, { complete: 'a', variables: { size: 2 } }] } });
  });
});
