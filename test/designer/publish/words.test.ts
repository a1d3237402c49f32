import { afterEach, expect, test } from '@jest/globals';
import type { ElementsData } from '../../../designer/catalog.ts';
import { valueText } from '../../../designer/publish/words.ts';
import { i18n } from '../../../ui/i18n.ts';

const data = { departments: [], items: [], connectors: [{ code: 'power-access-plan', name: { zh: '供电接入方案', en: 'Power access plan' } }] } as unknown as ElementsData;

afterEach(() => void (i18n.global.locale.value = 'zh-CN'));

test.each([
  ['zh-CN', 'power-access-plan', '供电接入方案'],
  ['en', 'power-access-plan', 'Power access plan'],
  ['zh-CN', 'nobody-has-it', 'nobody-has-it'],
] as const)('given a step that asks another connector, in %s %s is told as %s', (language, code, text) => {
  i18n.global.locale.value = language;

  expect(valueText({ part: 'flow', field: 'gov:connector' }, code, { t: (key) => key, te: () => false }, data)).toBe(text);
});
