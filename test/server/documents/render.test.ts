import { expect, test } from '@jest/globals';
import { renderDocument, titleOf } from '../../../server/documents/render.ts';
import { documentTexts, fillText } from '../../../server/documents/texts.ts';

const content = {
  code: '06',
  number: 'YJS-1',
  facts: { applicant: '<script>alert(1)</script>', matter: '开办餐饮店', caseNumber: 'YJS1', reason: '缺图' },
  items: ['红线图 & 平面图'],
  issuer: '住房城乡建设局',
  issuedOn: '2026-09-18',
  sample: true,
};

test('a document is one page of text with its list, in either language', () => {
  expect(renderDocument(content, 'zh-CN')).toContain('<h1>审查阶段补正材料通知书</h1>');
  expect(renderDocument(content, 'zh-CN')).toContain('<li>红线图 &amp; 平面图</li>');
  expect(renderDocument(content, 'en')).toContain('<h1>Notice of correction during review</h1>');
});

test('what people typed is shown as text, never run', () => {
  expect(renderDocument(content, 'zh-CN')).not.toContain('<script>');
  expect(renderDocument(content, 'zh-CN')).toContain('&lt;script&gt;');
});

test('a fact that is not known leaves its place empty', () => {
  expect(fillText('{a} and {b}', { a: 1, b: null })).toBe('1 and ');
});

test('both languages have the same titles and bodies', () => {
  const [zh, en] = [documentTexts['zh-CN'], documentTexts.en];
  expect(Object.keys(en.titles)).toEqual(Object.keys(zh.titles));
  expect(Object.keys(en.bodies)).toEqual(Object.keys(zh.titles));
  expect(Object.keys(en.faults)).toEqual(Object.keys(zh.faults));
  expect(titleOf('none', 'en')).toBe('none');
});

test.each(['{{constructor}}', '{constructor}', '{__proto__}', '{{#each x}}{{this}}{{/each}}', '{{lookup this "constructor"}}', '${1+1}', '<%= 1 %>', '{reason.constructor}'])('a template has places and no logic: %s stays or stays empty (E-05)', (text) => {
  const filled = fillText(text, { reason: '缺图' });
  expect(filled).not.toMatch(/function|native code|\[object/);
  expect(filled.replace(/\{\w+\}/g, '')).toBe(text.replace(/\{\w+\}/g, ''));
});

test('what fills a place is not read as a template again, and is escaped (E-05)', () => {
  const page = renderDocument({ ...content, facts: { ...content.facts, reason: '{applicant} {{x}} <b>&' } }, 'zh-CN');
  expect(page).toContain('{applicant} {{x}} &lt;b&gt;&amp;');
});
