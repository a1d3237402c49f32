import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../../scripts/conformance/report.ts';
import { readBetween } from '../../../scripts/docs/between.ts';
import { supportOf } from '../../../scripts/docs/support.ts';
import { en, zh } from '../../../scripts/docs/supportWords.ts';

const text = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const report: Report = {
  date: '2026-01-02',
  executed: { core: [3, 4], temporal: [4, 4] },
  refused: { core: [2, 2], temporal: [2, 2] },
  features: { userTask: { core: [3, 3], temporal: [2, 3] }, 'boundaryNonInt:timer': { core: [1, 1], temporal: [1, 1] }, laneSet: { core: [1, 1], temporal: [1, 1] } },
};
const rowOf = (name: string): string[] => supportOf(report, en).split('\n').find((line) => line.startsWith(`| ${name}`))!.split('|').slice(1, -1).map((cell) => cell.trim());

describe('the table of what is supported', () => {
  test.each([['README.md', en], ['README.zh-CN.md', zh]])('in %s is what the registries and the kept run give', (file, words) => {
    expect(readBetween(text(file), 'support')).toBe(supportOf(JSON.parse(text('docs/conformance.json')) as Report, words));
  });

  test('counts the engines apart where they differ, and names the day', () => {
    expect(supportOf(report, en)).toContain('Run of 2026-01-02: core 3/4, temporal 4/4 cases executed as expected, 2/2 invalid drawings refused');
    expect(rowOf('[User task]')).toEqual(['[User task](docs/elements/userTask.md)', 'core 3/3, temporal 2/3']);
  });

  test('says what is supported without a case, and leaves blank what is refused', () => {
    expect(rowOf('[Send task]')[1]).toBe('✓');
    expect(rowOf('timer')).toEqual(['timer', '✓', '', '✓', '✓', '✓', '', '', '✓', '1/1']);
  });

  test('lists the constructs that have no row', () => {
    expect(supportOf(report, zh)).toContain('另有: `laneSet` 1/1.');
  });
});
