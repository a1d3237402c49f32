import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { filesEndingIn, root } from '../support/sources.ts';

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const selectors = (css: string): string[] => [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)].flatMap((match) => match[1]!.split(',')).map((each) => each.trim());
const designer = filesEndingIn(['.vue'], 'designer');

/** What the staff pages style wherever it stands: once one of them has been seen, these rules hold in the designer as well. */
const everywhere = new Set(filesEndingIn(['.css'], 'portal/look').flatMap((file) => selectors(read(file))).flatMap((each) => /^\.([\w-]+)/.exec(each)?.[1] ?? []));
/** Shows the form as the staff pages do, and so uses their names. */
const lent = 'designer/forms/FormPreview.vue';

test('no page of the designer uses a name that the look of the staff pages gives a style to', () => {
  const used = designer.filter((file) => file !== lent).flatMap((file) => [...read(file).matchAll(/\sclass="([^"]*)"/g)].flatMap((match) => match[1]!.split(/\s+/)).filter((name) => everywhere.has(name)).map((name) => `${file}: ${name}`));

  expect(everywhere.size).toBeGreaterThan(50);
  expect(used).toEqual([]);
});

test('what a page of the designer hides in print it hides on that page alone', () => {
  const unscoped = designer.flatMap((file) => [...read(file).matchAll(/<style>([\s\S]*?)<\/style>/g)].flatMap((match) => selectors(match[1]!.replaceAll(/:is\([^)]*\)/g, ''))).filter((each) => !each.startsWith('@') && !each.startsWith('body:has(')).map((each) => `${file}: ${each}`));

  expect(unscoped).toEqual([]);
});
