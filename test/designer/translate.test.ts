import { expect, test } from '@jest/globals';
import chinese from '../../designer/modeler/zh-CN.json' with { type: 'json' };
import { missed, translateTo } from '../../designer/modeler/translate.ts';

test('texts of the drawing library come in Chinese, with their places filled', () => {
  expect(translateTo('zh-CN', 'User task')).toBe('办理环节（用户任务）');
  expect(translateTo('zh-CN', 'Append {type}', { type: '网关' })).toBe('追加网关');
  expect(translateTo('zh-CN', 'failed to import {element}', { element: 'x' })).toBe('x 导入失败');
});

test('English pages get the library as it is', () => {
  expect(translateTo('en', 'Open {element}', { element: 'A' })).toBe('Open A');
});

test('a text without an entry is shown as it is and remembered', () => {
  expect(translateTo('zh-CN', 'Brand new menu entry')).toBe('Brand new menu entry');

  expect([...missed]).toEqual(['Brand new menu entry']);
});

test('our own Chinese labels pass through', () => {
  expect(translateTo('zh-CN', '时限与计时')).toBe('时限与计时');
  expect(missed.has('时限与计时')).toBe(false);
});

test('every entry keeps the places of its original', () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join();

  expect(Object.entries(chinese).filter(([english, text]) => holes(english) !== holes(text) || text.trim() === '')).toEqual([]);
});
