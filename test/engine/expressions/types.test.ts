import { describe, expect, test } from '@jest/globals';
import { treeOf } from '../../../engine/expressions/tree.ts';
import { type FeelType, kindOf, typeOf } from '../../../engine/expressions/types.ts';

const names: Record<string, FeelType> = { area: 'number', name: 'text', ok: 'boolean', fee: 'money', bornOn: 'text', tags: { list: 'text' }, who: { members: { age: 'number' } }, rows: { list: { members: { n: 'number', s: 'text' } } } };

function judge(text: string): { kind: string; clashes: string[] } {
  const clashes: string[] = [];
  const type = typeOf(treeOf(text), (name) => names[name] ?? 'any', ({ left, right }) => clashes.push(`${left}/${right}`));
  return { kind: kindOf(type), clashes };
}

describe('the type of an expression', () => {
  test.each<[string, string]>([
    ['1 + 2', 'number'], ['fee + 1', 'money'], ['fee * 2', 'money'], ['fee / fee', 'number'], ['-fee', 'money'], ['"a" + "b"', 'text'], ['area > 1 and ok', 'boolean'], ['not(ok)', 'boolean'],
    ['date("2026-01-01") - date("2025-01-01")', 'duration'], ['date("2026-01-01") + duration("P1D")', 'date'], ['today()', 'date'], ['now()', 'date and time'], ['count(tags)', 'number'],
    ['round half up(fee / 3, 0)', 'money'], ['sum(for r in rows return r.n)', 'number'], ['for t in tags return upper case(t)', 'list'], ['who.age', 'number'], ['rows[1].n', 'number'], ['rows[n > 1]', 'list'],
    ['if ok then fee else 0', 'money'], ['if ok then 1 else "a"', 'any'], ['{a: 1}.a', 'number'], ['tags[1]', 'text'], ['unknown + 1', 'any'], ['null', 'null'], ['area instance of number', 'boolean'], ['some t in tags satisfies t = "a"', 'boolean'],
  ])('%s is %s', (text, kind) => {
    expect(judge(text)).toEqual({ kind, clashes: [] });
  });

  test.each<[string, string[]]>([
    ['"5" > 3', ['text/number']], ['null > 1', ['null/number']], ['bornOn < today()', ['text/date']], ['date("2026-01-01") = now()', ['date/date and time']], ['name = 3', ['text/number']], ['ok = "true"', ['boolean/text']],
    ['ok > false', ['boolean/boolean']], ['name + 1', ['text/number']], ['who.age = "x"', ['number/text']], ['area between "a" and "b"', ['number/text', 'number/text']], ['if name then 1 else 2', ['text/boolean']],
    ['area and ok', ['number/boolean']], ['not(area)', ['number/boolean']], ['some t in tags satisfies t > 1', ['text/number']], ['rows[s > 1]', ['text/number']], ['tags[1] = 1', ['text/number']], ['fee > "1.00"', ['money/text']], ['upper case(name) = 1', ['text/number']],
  ])('%s does not go together: %j (E-12)', (text, clashes) => {
    expect(judge(text).clashes).toEqual(clashes);
  });

  test.each(['unknown > 1', 'unknown = "x"', 'name = null', 'null = null', 'area > fee', 'tags = "a"', 'unknown and ok', 'x in [1..3]', 'rows[other > "a"]', 'item > 1'])('%s may be meant: silent where nothing is known', (text) => {
    expect(judge(text).clashes).toEqual([]);
  });
});
