import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { fixIds } from '../../../engine/fixes/fix.ts';
import { fixers } from '../../../engine/fixes/index.ts';
import { problemCodes } from '../../../engine/problemCodes.ts';
import { reasonOf, reasons } from '../../../engine/rules/reasons.ts';

const texts = (language: string, file: string): Record<string, string> => JSON.parse(readFileSync(new URL(`../../../ui/messages/${language}/${file}.json`, import.meta.url), 'utf8')) as Record<string, string>;

test.each(['zh-CN', 'en'])('given every fix there is, when it is shown in %s, then it has words', (language) => {
  expect(Object.keys(texts(language, 'fixes')).sort()).toEqual([...fixIds].sort());
});

test.each(['zh-CN', 'en'])('given every problem there is, when it is asked why in %s, then there is a reason', (language) => {
  const given = texts(language, 'reasons');

  expect(problemCodes.filter((code) => !given[reasonOf(code)])).toEqual([]);
  expect(Object.keys(given).sort()).toEqual([...reasons].sort());
});

test('given every reason there is, when codes are sorted by it, then none is idle', () => {
  const used = new Set(problemCodes.map(reasonOf));

  expect(reasons.filter((reason) => !used.has(reason))).toEqual([]);
});

test('given the codes that fixes mend, when they are looked up, then each is a code of a problem', () => {
  expect(fixers.flatMap(({ codes }) => codes).filter((code) => !problemCodes.includes(code))).toEqual([]);
});
