import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { elements } from '../../engine/elements/index.ts';
import { drawnRules, rules } from '../../engine/rules/index.ts';

const isThere = (path: string) => existsSync(new URL(`../../${path}`, import.meta.url));

describe('one name finds all', () => {
  test.each(Object.keys(elements))('the element %s has its page and its test', (kind) => {
    expect([isThere(`docs/elements/${kind}.md`), isThere(`test/engine/elements/${kind}.test.ts`)]).toEqual([true, true]);
  });

  test.each([...rules, ...drawnRules].map(({ id }) => id))('the rule %s has its page', (id) => {
    expect(isThere(`docs/rules/${id}.md`)).toBe(true);
  });
});
