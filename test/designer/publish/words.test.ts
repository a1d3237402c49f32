import { afterEach, expect, test } from '@jest/globals';
import type { ElementsData } from '../../../designer/catalog.ts';
import { valueText } from '../../../designer/publish/words.ts';
import { i18n } from '../../../ui/i18n.ts';

const data = { departments: [], items: [], connectors: [{ code: 'power-access-plan', name: { zh: '供电接入方案', en: 'Power access plan' } }] } as unknown as ElementsData;

afterEach(() => void (i18n.global.locale.value = 'zh-CN'));

const said = (id: string): string => ({ review: '材料审查', join: '排他网关' })[id] ?? id;
const silent = { t: (key: string) => key, te: () => false };

test.each([
  ['targetRef', 'review', '材料审查'],
  ['default', 'review', '材料审查'],
  ['outgoing#order', 'join, review', '排他网关、材料审查'],
  ['dataInputAssociations/bpmn:DataInputAssociation/sourceRef[1]', 'gone', 'gone'],
  // What only happens to be called like an element says what it says.
  ['documentation/text', 'review', 'review'],
  ['name', 'join', 'join'],
])('given an element whose %s is %s, it is told as %s', (field, value, text) => {
  expect(valueText({ part: 'flow', field }, value, silent, data, said)).toBe(text);
});

test.each([
  ['zh-CN', 'power-access-plan', '供电接入方案'],
  ['en', 'power-access-plan', 'Power access plan'],
  ['zh-CN', 'nobody-has-it', 'nobody-has-it'],
] as const)('given a step that asks another connector, in %s %s is told as %s', (language, code, text) => {
  i18n.global.locale.value = language;

  expect(valueText({ part: 'flow', field: 'gov:connector' }, code, silent, data)).toBe(text);
});
