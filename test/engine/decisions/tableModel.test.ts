import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compileDecisions } from '../../../engine/decisions/compileFiles.ts';
import { coverageOf } from '../../../engine/decisions/coverage.ts';
import { evaluateDecision } from '../../../engine/decisions/evaluate.ts';
import { newDecisionFile, readDecisions, type TableModel, withDecision } from '../../../engine/decisions/tableModel.ts';
import { root } from '../../support/sources.ts';

const shipped = readFileSync(join(root, 'definitions/decisions/food-premises-risk.dmn'), 'utf8');
const now = '2026-01-05T01:00:00.000Z';
const programOf = async (xml: string, id: string) => (await compileDecisions([{ name: 'f', xml }])).decisions[id]!;

async function edited(change: (table: TableModel) => TableModel): Promise<string> {
  const [decision] = await readDecisions(shipped);
  return withDecision(shipped, { ...decision!, table: change(decision!.table!) });
}

describe('a decision table as people edit it', () => {
  test('given the shipped table, when it is written back unchanged, then every decision, input and cell is what it was', async () => {
    expect(await readDecisions(await edited((table) => table))).toEqual(await readDecisions(shipped));
    expect(await programOf(await edited((table) => table), 'food-premises-risk')).toEqual(await programOf(shipped, 'food-premises-risk'));
  });

  test('when a rule, a column and a limit are changed, then the engine decides by them, and the new name is asked of the case', async () => {
    const xml = await edited((table) => ({
      ...table,
      inputs: [...table.inputs, { id: 'risk_night', label: '夜间营业', expression: 'night', type: 'boolean', values: '' }],
      rules: [{ id: 'night', tests: ['-', '-', 'true'], outputs: ['"high"'], note: '夜间' }, ...table.rules.map((rule) => ({ ...rule, tests: [...rule.tests, '-'] }))],
    }));
    const program = await programOf(xml, 'food-premises-risk');

    const { value, records } = evaluateDecision(program, 'food-premises-risk', { values: { area: 50, hotFood: false, night: true }, json: true }, now);
    expect([value, records[0]!.tables[0]!.rules]).toEqual(['high', ['night']]);
    expect(Object.values(program.models[program.main]!.inputs).map(({ name }) => name).sort()).toEqual(['area', 'hotFood', 'night']);
    expect((await readDecisions(xml))[0]!.table!.rules[0]).toEqual({ id: 'night', tests: ['-', '-', 'true'], outputs: ['"high"'], note: '夜间' });
  });

  test('when a column is moved or taken out, then each rule keeps the cells of the others', async () => {
    const xml = await edited((table) => ({ ...table, inputs: [table.inputs[1]!], rules: table.rules.map((rule) => ({ ...rule, tests: [rule.tests[1]!] })) }));
    expect((await readDecisions(xml))[0]!.table!.rules.map(({ tests }) => tests)).toEqual([['-'], ['true'], ['false']]);
  });

  test.each(['table', 'literal'] as const)('given a new %s, then it compiles and hostile names stay text', async (kind) => {
    const xml = newDecisionFile('own-rule', '<b>"规则" & 一</b>', kind);
    expect((await readDecisions(xml))[0]).toMatchObject({ id: 'own-rule', name: '<b>"规则" & 一</b>', kind });
    expect((await compileDecisions([{ name: 'f', xml }])).problems.filter(({ code }) => code === 'DECISION_FILE_INVALID')).toEqual([]);
  });

  test('when an expression is changed, then it decides', async () => {
    const xml = newDecisionFile('sum', '合计', 'literal');
    const [decision] = await readDecisions(xml);
    expect(evaluateDecision(await programOf(await withDecision(xml, { ...decision!, literal: '1 + 2' }), 'sum'), 'sum', { values: {}, json: true }, now).value).toBe(3);
  });
});

describe('gaps and overlaps', () => {
  const table = (rules: [string, string][], hitPolicy: TableModel['hitPolicy'] = 'UNIQUE') => edited(() => ({
    hitPolicy, inputs: [{ id: 'a', label: '', expression: 'area', type: 'number', values: '' }, { id: 'h', label: '', expression: 'hotFood', type: 'boolean', values: '' }],
    outputs: [{ id: 'o', label: '', name: '', type: 'string', values: '', fallback: '' }], rules: rules.map(([area, hot], i) => ({ id: `r${i}`, tests: [area, hot], outputs: ['"x"'], note: '' })),
  }));
  const told = async (xml: string) => {
    const { decided, gaps, overlaps } = coverageOf(await programOf(xml, 'food-premises-risk'), 'food-premises-risk');
    return { decided, gaps: gaps.map(({ inputs }) => inputs.map(({ kind, value }) => (kind === 'is' ? value : kind))), overlaps: overlaps.map(({ rules }) => rules) };
  };

  test('given the shipped table, then small premises with hot food are left to its fallback', async () => {
    expect(await told(shipped)).toEqual({ decided: true, gaps: [['below', true]], overlaps: [] });
  });

  test.each<[string, [string, string][], unknown[], unknown[]]>([
    ['all is said once', [['< 300', '-'], ['>= 300', '-']], [], []],
    ['the limit itself is left out', [['< 300', '-'], ['> 300', '-']], [[300, true], [300, false]], []],
    ['one half is said twice', [['-', 'true'], ['< 300', '-'], ['>= 300', 'false']], [], [['r0', 'r1']]],
    ['a range leaves both ends open', [['(100..300)', '-']], [['below', true], ['below', false], [100, true], [100, false], [300, true], [300, false], ['above', true], ['above', false]], []],
  ])('given that %s', async (_, rules, gaps, overlaps) => {
    expect(await told(await table(rules))).toEqual({ decided: true, gaps, overlaps });
  });

  test('given cells that reckon, then nothing is claimed', async () => {
    expect(await told(await table([['< area * 2', '-']]))).toEqual({ decided: false, gaps: [], overlaps: [] });
  });

  test('given that the first rule counts, then several that speak are no fault', async () => {
    expect((await told(await table([['-', '-'], ['< 300', '-']], 'FIRST'))).overlaps).toEqual([]);
  });
});
