import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { comparisonsFor, fromFeel, toFeel, type Condition, type Subject, type Term } from '../../../../designer/outline/conditions/condition.ts';
import { seed } from '../../../support/seed.ts';

const subjects: readonly Subject[] = [
  { expression: 'signboard', label: '设招牌吗', kind: 'yesNo', options: [] },
  { expression: 'area', label: '面积', kind: 'number', options: [] },
  { expression: 'kind', label: '类别', kind: 'choice', options: [{ value: 'housing', label: '房建' }, { value: 'road', label: '市政 and 其他' }] },
  { expression: 'floors', label: '层数', kind: 'choice', options: [{ value: 1, label: '一层' }, { value: 2, label: '两层' }] },
  { expression: 'services', label: '服务', kind: 'multi', options: [{ value: 'water', label: '水' }] },
  { expression: 'opinions[element = "review"][-1].opinion', label: '审查的意见', kind: 'choice', options: [{ value: 'agree', label: '同意' }] },
];
const term = (expression: string, comparison: Term['comparison'], value: string): Term => ({ expression, comparison, value });

describe('a condition in plain words', () => {
  test.each<[string, Condition, string]>([
    ['a yes', { all: true, terms: [term('signboard', 'is', 'true')] }, '= signboard'],
    ['a no', { all: true, terms: [term('signboard', 'is', 'false')] }, '= not(signboard)'],
    ['a bound', { all: true, terms: [term('area', 'atLeast', '300')] }, '= area >= 300'],
    ['one of several', { all: true, terms: [term('kind', 'isNot', 'road')] }, '= kind != "road"'],
    ['a choice that is a number', { all: true, terms: [term('floors', 'is', '2')] }, '= floors = 2'],
    ['ticked', { all: true, terms: [term('services', 'contains', 'water')] }, '= list contains(services, "water")'],
    ['not ticked', { all: true, terms: [term('services', 'lacks', 'water')] }, '= not(list contains(services, "water"))'],
    ['a step’s opinion', { all: true, terms: [term('opinions[element = "review"][-1].opinion', 'is', 'agree')] }, '= opinions[element = "review"][-1].opinion = "agree"'],
    ['all of several', { all: true, terms: [term('signboard', 'is', 'true'), term('area', 'lessThan', '50')] }, '= signboard and area < 50'],
    ['any of several', { all: false, terms: [term('signboard', 'is', 'false'), term('area', 'moreThan', '1.5')] }, '= not(signboard) or area > 1.5'],
  ])('%s is written as FEEL and read back', (_title, condition, feel) => {
    expect(toFeel(condition, subjects)).toBe(feel);
    expect(fromFeel(feel, subjects)).toEqual(condition);
  });

  test.each(['= area * 2 > 3', '= unknown = 1', '= signboard and area > 1 or area < 0', '= (signboard)', '= kind = other', '= area >= "x"', '= count(services) > 1'])('%s is left as FEEL', (feel) => {
    expect(fromFeel(feel, subjects)).toBeNull();
  });

  test('nothing chosen is no condition, and words inside quotes divide nothing', () => {
    expect(toFeel({ all: true, terms: [term('area', 'is', '')] }, subjects)).toBe('');
    expect(fromFeel('', subjects)).toEqual({ all: true, terms: [] });
    expect(fromFeel('= kind = "a and b"', subjects)).toEqual({ all: true, terms: [term('kind', 'is', 'a and b')] });
  });

  test('whatever can be picked is read as it was picked', () => {
    const picked = fc.constantFrom(...subjects).chain((subject) => {
      const value = subject.kind === 'yesNo' ? fc.constantFrom('true', 'false') : subject.kind === 'number' ? fc.integer().map(String) : subject.expression === 'floors' ? fc.constantFrom('1', '2') : fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !/^-?\d+(\.\d+)?$|^(true|false)$/.test(text));
      return fc.record({ expression: fc.constant(subject.expression), comparison: fc.constantFrom(...comparisonsFor(subject.kind)), value });
    });
    fc.assert(
      fc.property(fc.array(picked, { minLength: 1, maxLength: 4 }), fc.boolean(), (terms, all) => {
        const condition: Condition = { all: all || terms.length === 1, terms };
        expect(fromFeel(toFeel(condition, subjects), subjects)).toEqual(condition);
      }),
      { numRuns: 500, seed },
    );
  });
});
