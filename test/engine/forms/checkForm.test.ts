import { describe, expect, test } from '@jest/globals';
import { checkForm } from '../../../engine/forms/checkForm.ts';
import type { MatterForm } from '../../../engine/forms/matterForm.ts';
import { missingMaterials } from '../../../engine/forms/missingMaterials.ts';
import { idNumber, phone, uscc } from '../../../engine/forms/fieldRules.ts';

const now = '2026-09-18T01:30:00.000Z';
const matter: MatterForm = {
  situations: [
    { name: 'hotFood', label: '是否有热食', type: 'yesNo' },
    { name: 'area', label: '面积', type: 'number', min: 1 },
    { name: 'fumes', label: '油烟净化', type: 'choice', when: 'hotFood', options: [{ value: 'own', label: '自有' }, { value: 'shared', label: '共用' }] },
  ],
  form: {
    sections: [
      { fields: [{ name: 'owner', label: '经营者', type: 'text', required: true, personal: true, sharedWith: ['fireRescue'] }, { name: 'code', label: '信用代码', type: 'text', required: true, rule: 'uscc' }] },
      { when: 'area >= 300', fields: [{ name: 'fireExits', label: '安全出口', type: 'number', required: true }] },
    ],
  },
  materials: [
    { id: 'lease', name: '租赁合同', required: true },
    { id: 'purifier', name: '油烟净化证明', when: 'hotFood' },
    { id: 'photo', name: '照片' },
  ],
};
const code = '91440402MA5ABCDE1K';

test('a complete form is sorted into plain and personal answers; what was not asked is no, or null', () => {
  // when
  const checked = checkForm(matter, { hotFood: false, area: 80 }, { owner: ' 陈小明（店主） ', code: '９1440402ma5abcde1k', fireExits: 4 }, now);

  // then
  expect(checked).toEqual({
    faults: [],
    situations: { hotFood: false, area: 80, fumes: null },
    plain: { code, fireExits: null },
    personal: { owner: { value: '陈小明（店主）', sharedWith: ['fireRescue'] } },
  });
});

test.each([
  ['a question left out', { area: 80 }, { owner: '陈', code }, [{ field: 'hotFood', fault: 'required' }]],
  ['a question that another answer raises', { hotFood: true, area: 80 }, { owner: '陈', code }, [{ field: 'fumes', fault: 'required' }]],
  ['an answer that is not offered', { hotFood: true, area: 80, fumes: 'none' }, { owner: '陈', code }, [{ field: 'fumes', fault: 'choice' }]],
  ['a number below its least', { hotFood: false, area: 0 }, { owner: '陈', code }, [{ field: 'area', fault: 'number' }]],
  ['a text for yes or no', { hotFood: 'yes', area: 1 }, { owner: '陈', code }, [{ field: 'hotFood', fault: 'choice' }]],
  ['a field of a section that shows', { hotFood: false, area: 300 }, { owner: '陈', code }, [{ field: 'fireExits', fault: 'required' }]],
  ['a field nobody asked for', { hotFood: false, area: 80 }, { owner: '陈', code, admin: true }, [{ field: 'admin', fault: 'unknown' }]],
  ['everything at once', {}, {}, [{ field: 'hotFood', fault: 'required' }, { field: 'area', fault: 'required' }, { field: 'owner', fault: 'required' }, { field: 'code', fault: 'required' }]],
])('%s is named', (_, situations, form, faults) => {
  expect(checkForm(matter, situations, form, now).faults).toEqual(faults);
});

describe('SC-35: numbers with check characters', () => {
  test.each([
    ['914403001922038216', null],
    ['9144030071526726XG', null],
    ['91330100799655058B', null],
    ['91440400192548256N', null],
    ['91440402MA5ABCDE1K', null],
    ['91440402MA5ABCDE1L', 'usccCheck'],
    ['91440402MA4TEST001', 'usccLetters'],
    ['9144040', 'usccLength'],
  ])('credit code %s: %s', (text, fault) => expect(uscc(text)).toBe(fault));

  test.each([
    ['11010519491231002X', null],
    ['440524188001010014', null],
    ['440402199003070010', null],
    ['44040219881224002X', null],
    ['440403202402290038', null],
    ['440404197701010043', null],
    ['440402199003072110', 'idCheck'],
    ['440402199002300011', 'idDate'],
    ['44040219900307', 'idLength'],
  ])('identity number %s: %s', (text, fault) => expect(idNumber(text)).toBe(fault));

  test.each([['13800138000', null], ['0756-2128888', null], ['12345', 'phone']])('telephone %s: %s', (text, fault) => expect(phone(text)).toBe(fault));
});

test('all missing materials are named at once, and only those the situation calls for', () => {
  const known = (hotFood: boolean) => ({ hotFood, area: 80, fumes: null });
  expect(missingMaterials(matter.materials, known(true), [], now).map(({ id }) => id)).toEqual(['lease', 'purifier']);
  expect(missingMaterials(matter.materials, known(false), ['lease'], now)).toEqual([]);
});

describe('a sum of money in a form (E-13)', () => {
  const paying: MatterForm = { situations: [], form: { sections: [{ fields: [{ name: 'fee', label: '费用', type: 'money', min: 100, max: 1_000_000 }] }] }, materials: [] };
  test.each([
    [12_345, []],
    [100, []],
    [123.5, ['money']],
    [99, ['money']],
    [1_000_001, ['money']],
    ['123', ['money']],
    [2 ** 53, ['money']],
  ])('%p 分: %j', (fee, faults) => {
    expect(checkForm(paying, {}, { fee }, now).faults.map(({ fault }) => fault)).toEqual(faults);
  });
});

test('a number that has lost digits on its way is refused; as text it is kept (E-14)', () => {
  const numbers: MatterForm = { situations: [], form: { sections: [{ fields: [{ name: 'n', label: '数', type: 'number' }, { name: 'id', label: '号', type: 'text' }] }] }, materials: [] };
  const checked = checkForm(numbers, {}, { n: Number('9007199254740993'), id: '9007199254740993' }, now);
  expect([checked.faults, checked.plain.id]).toEqual([[{ field: 'n', fault: 'number' }], '9007199254740993']);
});
