import { describe, expect, test } from '@jest/globals';
import { meansOne, renamedForms } from '../../../designer/rename/inForms.ts';
import { renamedScenarios } from '../../../designer/rename/inScenarios.ts';
import { namesDrawn } from '../../../designer/rename/namesDrawn.ts';
import { readBpmn } from '../../../engine/bpmn.ts';
import type { ConnectorContract } from '../../../engine/register/connector.ts';
import { drawing, loop, mapping, service, sub, user } from '../../support/drawing.ts';
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

const result = (name: string): string => `<scriptTask id="a"><extensionElements><zeebe:script expression="=1" resultVariable="${name}"/></extensionElements></scriptTask>`;
const plan = { code: 'plan', outputs: [{ name: 'note' }] } as unknown as ConnectorContract;

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
    ['note', 'remark', [], 'nothing', '', true],
    ['note', 'fire', [], 'nothing', '', false],
    ['note', 'remark', ['note'], 'nothing', '', false],
    ['note', 'remark', ['remark'], 'nothing', '', false],
    ['note', 'opinion', [], 'nothing', '', false],
    ['note', 'materials', [], 'nothing', '', false],
    ['note', 'remark', [], 'a result of the old name', result('note'), false],
    ['note', 'remark', [], 'a result of the new name', result('remark'), false],
    ['note', 'remark', [], 'one of many by the old name', user('a', '', loop('inputCollection="=notes" inputElement="note"')), false],
    ['note', 'remark', [], 'one of many by the new name', user('a', '', loop('inputCollection="=notes" inputElement="remark"')), false],
    ['note', 'remark', [], 'an answer of a connector by the old name', service('a', 'gov:connector="plan"'), false],
    ['note', 'remark', [], 'an output to the old name', user('a', '', mapping('<note=opinion')), true],
    ['note', 'remark', [], 'an output to the new name', user('a', '', mapping('<remark=opinion')), false],
    ['note', 'remark', [], 'a step that is given both names', service('a', '', mapping('note=note', 'remark=note')), true],
    ['note', 'remark', [], 'a sub-process that is given the old name', sub('s', user('a'), '').replace('><userTask', `>${mapping('note=1')}<userTask`), false],
    ['note', 'remark', [], 'a sub-process that is given the new name', sub('s', user('a'), '').replace('><userTask', `>${mapping('remark=1')}<userTask`), false],
  ])('given %s that becomes %s beside %j of other forms and a drawing of %s, then what says it goes along only where it can mean nothing else', async (from, to, others, _what, drawn, alone) => {
    const { definitions } = await readBpmn(drawing(drawn));

    expect(meansOne(forms, others, namesDrawn(definitions, [plan]), from, to)).toBe(alone);
  });

  test('given scenarios that answer it, then they answer its new name, at the start and at steps', () => {
    const scenario = { title: { zh: '大店' }, start: { now: 'x', situations: { area: 1 }, form: { note: 'area' } }, steps: [{ advance: 'y' }, { complete: 'a', variables: { area: 2 } }] };

    expect(renamedScenarios({ one: scenario }, 'area', 'size')).toEqual({ one: { title: { zh: '大店' }, start: { now: 'x', situations: { size: 1 }, form: { note: 'area' } }, steps: [{ advance: 'y' }, { complete: 'a', variables: { size: 2 } }] } });
  });
});
