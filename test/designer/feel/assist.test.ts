import { describe, expect, test } from '@jest/globals';
import { askedBy, completions, type KnownName, markedFeel, plainFeel, tried, typedValue, wrongWith } from '../../../designer/feel/assist.ts';

const known: KnownName[] = [
  { name: 'services', label: '要报装哪些服务？', type: { list: 'text' }, sample: ['power'] },
  { name: 'area', label: '营业面积', type: 'number', sample: 320 },
  { name: '面积', label: '面积', type: 'number', sample: 1 },
];
const now = '2026-01-05T01:00:00.000Z';

describe('help with an expression', () => {
  test.each<[string, string | null]>([
    ['', null],
    ['= area >= 300', null],
    ['= area >= ', 'EXPR_SYNTAX'],
    ['= area ＞ 300', 'EXPR_FULL_WIDTH'],
    ['= area > "big"', 'EXPR_TYPE'],
    ['= aera > 3', 'VARIABLE_UNKNOWN'],
    ['= frobnicate(area)', 'EXPR_FUNCTION_UNKNOWN'],
  ])('given %p, then what is wrong is %p', (text, code) => {
    expect(wrongWith(text, known, true)?.code ?? null).toBe(code);
  });

  test.each([['', ''], [' = ', ''], ['area', '= area'], [' =area', '=area']])('given %j, then the drawing holds %j', (text, held) => {
    expect(markedFeel(text)).toBe(held);
  });

  test('given that not all names are known, then no name is called unknown', () => {
    expect(wrongWith('= anything', known, false)).toBeNull();
  });

  test.each<[string, string[]]>([
    ['= ar', ['area']],
    ['= 面', ['area', '面积']],
    ['= list contains(serv', ['services']],
    ['= area', []],
    ['= area > ', []],
  ])('given %p typed, then %j are offered', (text, names) => {
    expect(completions(text, text.length, known).names.map(({ name }) => name)).toEqual(names);
  });

  test('an expression is tried with values, as a case would decide it', () => {
    expect(askedBy('= area >= 300 and list contains(services, "power")')).toEqual(['area', 'services']);
    expect(tried('= area >= 300', { area: 320 }, now)).toEqual({ value: 'true', kind: 'boolean' });
    expect(tried('= area * 2', { area: typedValue('12.5') }, now)).toEqual({ value: '25', kind: 'number' });
    expect(tried('= area >= 300', { area: null }, now)).toMatchObject({ code: 'EXPR_TYPE' });
    expect([typedValue('["a"]'), typedValue('甲'), typedValue(' ')]).toEqual([['a'], '甲', null]);
    expect(plainFeel(' = a ')).toBe('a');
  });
});
