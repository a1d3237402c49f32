import { describe, expect, test } from '@jest/globals';
import { plain } from '../../../engine/decisions/plain.ts';
import { decision, input, type TableWith, table } from '../../support/decisions.ts';
import { ask } from './support.ts';

const rules = [['>= 1', '"low"', '10'], ['>= 5', '"high"', '30'], ['>= 5', '"mid"', '20'], ['< 0', '"none"', '1']];
const one = (values?: string, fallback?: string) => [{ ...(values ? { values } : {}), ...(fallback ? { fallback } : {}) }];
const single = (column: 1 | 2) => rules.map((row) => [row[0]!, row[column]!]);

const of = async (given: Omit<TableWith, 'inputs'>, n: number) => ask(input('n', 'number') + decision('d', table({ inputs: ['n:number'], ...given }), ['input:n']), 'd', { n });

describe('a decision table', () => {
  test.each<[string, Omit<TableWith, 'inputs'>, number, unknown, string[]]>([
    ['UNIQUE: the one rule that is met', { outputs: one(), rules: single(1) }, 2, 'low', ['r1']],
    ['UNIQUE: several rules are null', { outputs: one(), rules: single(1) }, 6, null, ['r1', 'r2', 'r3']],
    ['ANY: several rules that agree', { policy: 'ANY', outputs: one(), rules: [['> 1', '"a"'], ['> 2', '"a"']] }, 3, 'a', ['r1', 'r2']],
    ['ANY: several rules that differ are null', { policy: 'ANY', outputs: one(), rules: single(1) }, 6, null, ['r1', 'r2', 'r3']],
    ['FIRST: the first in the table', { policy: 'FIRST', outputs: one(), rules: single(1) }, 6, 'low', ['r1']],
    ['PRIORITY: the best of the allowed outputs', { policy: 'PRIORITY', outputs: one('"high","mid","low"'), rules: single(1) }, 6, 'high', ['r2']],
    ['OUTPUT ORDER: all, the best first', { policy: 'OUTPUT ORDER', outputs: one('"high","mid","low"'), rules: single(1) }, 6, ['high', 'mid', 'low'], ['r2', 'r3', 'r1']],
    ['RULE ORDER: all in the table\'s order', { policy: 'RULE ORDER', outputs: one(), rules: single(1) }, 6, ['low', 'high', 'mid'], ['r1', 'r2', 'r3']],
    ['COLLECT: all', { policy: 'COLLECT', outputs: one(), rules: single(2) }, 6, [10, 30, 20], ['r1', 'r2', 'r3']],
    ['COLLECT SUM', { policy: 'COLLECT', aggregation: 'SUM', outputs: one(), rules: single(2) }, 6, 60, ['r1', 'r2', 'r3']],
    ['COLLECT MIN', { policy: 'COLLECT', aggregation: 'MIN', outputs: one(), rules: single(2) }, 6, 10, ['r1', 'r2', 'r3']],
    ['COLLECT MAX', { policy: 'COLLECT', aggregation: 'MAX', outputs: one(), rules: single(2) }, 6, 30, ['r1', 'r2', 'r3']],
    ['COLLECT COUNT', { policy: 'COLLECT', aggregation: 'COUNT', outputs: one(), rules: single(2) }, 6, 3, ['r1', 'r2', 'r3']],
    ['no rule: null', { outputs: one(), rules: single(1) }, 0.5, null, []],
    ['no rule: the default output', { outputs: one(undefined, '"else"'), rules: single(1) }, 0.5, 'else', []],
    ['no rule of a list: the default output as a list', { policy: 'RULE ORDER', outputs: one(undefined, '"else"'), rules: single(1) }, 0.5, ['else'], []],
    ['several outputs: a context', { policy: 'FIRST', outputs: [{ name: 'risk' }, { name: 'fee' }], rules }, 6, { risk: 'low', fee: 10 }, ['r1']],
    ['several outputs of several rules: a list of contexts', { policy: 'COLLECT', outputs: [{ name: 'risk' }, { name: 'fee' }], rules: rules.slice(0, 2) }, 6, [{ risk: 'low', fee: 10 }, { risk: 'high', fee: 30 }], ['r1', 'r2']],
    ['PRIORITY over several outputs: earlier columns weigh more', { policy: 'PRIORITY', outputs: [{ name: 'risk', values: '"low","mid","high"' }, { name: 'fee' }], rules }, 6, { risk: 'low', fee: 10 }, ['r1']],
    ['a rule that nothing limits', { outputs: one(), rules: [['-', '"any"']] }, 9, 'any', ['r1']],
  ])('%s', async (_title, given, n, value, fired) => {
    const { value: got, records } = await of(given, n);
    expect([plain(got), records]).toEqual([value, [expect.objectContaining({ decision: 'd', inputs: { n }, output: value, tables: [{ table: 't', rules: fired }] })]]);
  });

  test('says why it is null', async () => {
    expect((await of({ outputs: one(), rules: single(1) }, 6)).records[0]!.warnings).toEqual(['Expected one rule to be met, but 3 are']);
  });

  test('compares a truth with a named truth, and does not take it for the answer', async () => {
    const drawn = input('a', 'boolean') + input('b', 'boolean') + decision('d', table({ inputs: ['a:boolean'], outputs: one(), rules: [['b', '"same"'], ['not(b)', '"other"']] }), ['input:a', 'input:b']);
    expect(await Promise.all([[true, true], [false, false], [true, false], [false, true]].map(async ([a, b]) => (await ask(drawn, 'd', { a, b })).value))).toEqual(['same', 'same', 'other', 'other']);
  });
});
