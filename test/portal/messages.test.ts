import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

type Texts = { readonly [name: string]: string | Texts };
const root = join(import.meta.dirname, '../..');
const read = (language: string): Texts => JSON.parse(readFileSync(join(root, 'ui/messages', language, 'portal.json'), 'utf8')) as Texts;

function keys(texts: Texts, prefix = 'portal'): string[] {
  return Object.entries(texts).flatMap(([name, text]) => (typeof text === 'string' ? [`${prefix}.${name}`] : keys(text, `${prefix}.${name}`)));
}

function sources(): string {
  return readdirSync(join(root, 'portal'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.vue') || file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, 'portal', file), 'utf8'))
    .join('\n');
}

describe('texts of the portal', () => {
  const zh = keys(read('zh-CN'));

  test('Chinese and English name the same things', () => {
    expect(keys(read('en'))).toEqual(zh);
  });

  test('every text that a page asks for stands in the message file', () => {
    const asked = [...sources().matchAll(/\bte?\(\s*'(portal\.[\w.]+)'/g), ...sources().matchAll(/'(portal\.[\w]+\.[\w.]+)'/g)].map((found) => found[1]!);
    const known = new Set(zh.flatMap((key) => key.split('.').map((_part, index, parts) => parts.slice(0, index + 1).join('.'))));
    expect([...new Set(asked)].filter((key) => !known.has(key))).toEqual([]);
  });

  test('pages hold no Chinese text of their own', () => {
    const templates = readdirSync(join(root, 'portal'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.vue'))
      .map((file) => [file, /<template>[\s\S]*<\/template>/.exec(readFileSync(join(root, 'portal', file), 'utf8'))?.[0] ?? ''] as const);
    expect(templates.filter(([, text]) => /[\u4e00-\u9fff]/.test(text)).map(([file]) => file)).toEqual([]);
  });
});
