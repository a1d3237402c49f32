import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { differenceText } from '../../../designer/rehearse/differenceText.ts';
import { logLine } from '../../../designer/rehearse/logLine.ts';
import type { CardEntry } from '../../../engine/log.ts';
import { linesOf, withLines } from '../../../designer/rehearse/expectations.ts';
import { readScenario } from '../../../scripts/scenario/scenario.ts';
import { root } from '../../support/sources.ts';

const folder = join(root, 'definitions/matters/joint-utility-connection/cases');

describe('expectations as lines', () => {
  test.each(readdirSync(folder))('given %s, when its lines are written back, then it is the same scenario', (file) => {
    const scenario = readScenario(join(folder, file));

    // A step that only looked at something and expects nothing stays as it is.
    expect(withLines(scenario, linesOf(scenario))).toEqual(scenario);
  });

  test('given a line changed and one taken away, when they are written back, then only these differ', () => {
    const scenario = readScenario(join(folder, 'demo.json'));
    const lines = linesOf(scenario).filter(({ kind }) => kind !== 'ledger').map((line) => (line.kind === 'concludedOn' ? { ...line, value: '2026-12-11' } : line));
    const { ledger: _, ...end } = scenario.expect!;

    expect(withLines(scenario, lines)).toEqual({ ...scenario, expect: { ...end, concludedOn: '2026-12-11' } });
  });
});

type Texts = { readonly [name: string]: string | Texts };
const texts = (language: string): Texts => JSON.parse(readFileSync(join(root, `ui/messages/${language}/rehearse.json`), 'utf8')) as Texts;
const keys = (of: Texts, prefix = 'rehearse'): string[] => Object.entries(of).flatMap(([name, text]) => (typeof text === 'string' ? [`${prefix}.${name}`] : keys(text, `${prefix}.${name}`)));

describe('words of the room', () => {
  test('Chinese and English name the same things, and every word asked for is there', () => {
    const zh = keys(texts('zh-CN'));
    expect(keys(texts('en'))).toEqual(zh);
    const sources = readdirSync(join(root, 'designer/rehearse')).map((file) => readFileSync(join(root, 'designer/rehearse', file), 'utf8')).join('\n');
    const asked = [...sources.matchAll(/'(rehearse\.[\w.]+)'/g)].map((found) => found[1]!);
    expect(asked.filter((key) => !zh.includes(key))).toEqual([]);
  });

  test.each([
    { found: { step: 3, kind: 'due', element: 'reply', what: '', expected: '2026-10-16', got: null }, words: 'rehearse.difference.due 3 答复 2026-10-16 —' },
    { found: { step: 1, kind: 'caseDue', what: '', expected: { on: '2026-10-16', provisional: false }, got: { on: '2027-01-08', provisional: true } }, words: 'rehearse.difference.caseDue 1  2026-10-16 2027-01-08（deadline.provisional）' },
    { found: { step: 0, kind: 'notOpened', what: '', expected: ['reply'], got: true }, words: 'rehearse.difference.notOpened whole  答复 ✓' },
    { found: { step: 0, kind: 'cards', what: '', expected: ['a'], got: [] }, words: 'rehearse.difference.cards whole  a —' },
    { found: { step: 2, kind: 'act', element: 'x', what: '', expected: null, got: { code: 'TASK_NOT_OPEN' } }, words: 'rehearse.difference.act 2 x — errors.TASK_NOT_OPEN.title' },
  ] as const)('given a difference of $found.kind, then it says where and what', ({ found, words }) => {
    const t = (key: string, values: Record<string, unknown> = {}) => (key === 'rehearse.difference.whole' ? 'whole' : key === 'rehearse.difference.step' ? String(values['step']) : [key, ...Object.values(values)].join(' '));

    expect(differenceText(found, { reply: '答复' }, { t, te: () => true })).toBe(words);
  });

  test.each([
    { card: { element: 'reply', department: 'gas' }, words: '答复（燃气企业）' },
    { card: { element: 'reply', department: null }, words: '答复' },
    { card: { element: null, department: 'gas' }, words: 'designer.rehearse.case' },
  ])('given a card of $card, when it falls, then the log says whose it is', ({ card, words }) => {
    const t = (key: string, values: Record<string, unknown> = {}) => [key, ...Object.values(values)].join(' ');
    const entry: CardEntry = { type: 'card', card: 1, level: 'yellow', signal: 'yellowCard', clock: 1, instance: 1, to: [], on: '2026-11-30', answerBy: null, computation: {}, ...card };

    expect(logLine(entry, { reply: '答复' }, { gas: '燃气企业' }, { t, te: () => true })).toBe(`designer.rehearse.line.card ${words} designer.rehearse.signal.yellowCard`);
  });
});
