import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { i18n } from '../../../ui/i18n.ts';
import { clauses, labelled, listed, noted } from '../../../ui/words/joined.ts';
import { filesEndingIn, root } from '../../support/sources.ts';

afterEach(() => void (i18n.global.locale.value = 'zh-CN'));

test.each([
  ['zh-CN', '供水、供电', '净距不足；无井盖', '意见：同意', '审查（SAMPLE-FOOD）'],
  ['en', '供水, 供电', '净距不足; 无井盖', '意见: 同意', '审查 (SAMPLE-FOOD)'],
] as const)('in %s words are joined by its own signs', (language, list, clause, label, note) => {
  i18n.global.locale.value = language;

  expect([listed(['供水', '供电']), clauses(['净距不足', '无井盖']), labelled('意见', '同意'), noted('审查', 'SAMPLE-FOOD')]).toEqual([list, clause, label, note]);
});

/** Files in which Chinese is data: what is filled in for practice, and a pattern that takes what people type. */
const data = ['ui/form/sample.ts', 'portal/window/MaterialRows.vue', 'designer/forms/PropertyForm.vue', 'ui/words/joined.ts'];

test('no page writes Chinese signs between words by itself', () => {
  const pages = filesEndingIn(['.ts', '.vue']).filter((file) => /^(designer|portal|ui)\//.test(file) && !data.includes(file));
  const bare = (text: string): string => text.replaceAll(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = pages.flatMap((file) => bare(readFileSync(join(root, file), 'utf8')).split('\n').filter((line) => /[、；：，（）]/.test(line) && !line.includes(':lang(zh)')).map((line) => `${file}: ${line.trim()}`));

  expect(found).toEqual([]);
});
