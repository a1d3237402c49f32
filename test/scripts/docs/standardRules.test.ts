import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { standardRules } from '../../../engine/rules/standard/index.ts';
import { describedRules, RULES_PAGE, rulesPage } from '../../../scripts/docs/standardRules.ts';

const page = readFileSync(RULES_PAGE, 'utf8');

describe('the page of the standard\'s rules', () => {
  test('is what `npm run docs:rules` would write now', () => {
    expect(page).toBe(rulesPage());
  });

  test('has every rule of the registry, in its order', () => {
    expect([...page.matchAll(/^## (\S+)$/gm)].map(([, id]) => id)).toEqual(standardRules.map(({ id }) => id));
  });

  test.each(describedRules())('says of $id what it asks, from where, and by which test', ({ asks, from, file }) => {
    expect(asks).toMatch(/^[A-Z].+[.?]$/);
    expect(from).toMatch(/^(BPMN 2\.0, .*\d|the platform's own)/);
    expect(existsSync(new URL(`../../engine/${file}.test.ts`, import.meta.url))).toBe(true);
  });
});
