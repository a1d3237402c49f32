import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { filesEndingIn, root } from '../support/sources.ts';

const read = (language: string) => JSON.parse(readFileSync(join(root, 'scripts', 'messages', `${language}.json`), 'utf8')) as Record<string, string>;
const holes = (message: string) => [...message.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test('every line of the terminal is there in both languages with the same holes', () => {
  const [zh, en] = [read('zh-CN'), read('en')];

  expect(Object.keys(en)).toEqual(Object.keys(zh));
  expect(Object.keys(en).filter((key) => JSON.stringify(holes(en[key]!)) !== JSON.stringify(holes(zh[key]!)))).toEqual([]);
});

test('every line that the set-up says exists', () => {
  const known = read('en');
  const said = filesEndingIn(['.ts', '.mjs'], 'scripts').flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:say|giveUp|complain|longStep|SetupFailure|setup\.step|ok|warning|error)\(\s*'(\w+)'/g)].map(([, key]) => key!));

  expect(said.length).toBeGreaterThan(30);
  expect(said.filter((key) => !(key in known))).toEqual([]);
});
