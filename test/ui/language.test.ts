import { expect, test } from '@jest/globals';
import { preferredLanguage } from '../../ui/i18n.ts';

test.each([
  [null, ['zh-CN', 'en'], 'zh-CN'],
  [null, ['en-GB', 'zh'], 'en'],
  [null, ['de', 'fr'], 'zh-CN'],
  [null, ['de', 'en'], 'en'],
  [null, [], 'zh-CN'],
  ['en', ['zh-CN'], 'en'],
  ['zh-CN', ['en'], 'zh-CN'],
  ['xx', ['en'], 'en'],
] as const)('stored %j and a browser that wants %j: %s', (stored, wanted, language) => {
  expect(preferredLanguage(stored, wanted)).toBe(language);
});
