import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { problemCodes } from '../../engine/problemCodes.ts';
import { compile } from '../../engine/compile.ts';
import { drawing, end, path, start } from '../support/drawing.ts';

const textsOf = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../ui/messages/${language}/problems.json`, import.meta.url), 'utf8')) as Record<string, string>;
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

describe('texts of problems', () => {
  test.each(['zh-CN', 'en'])('are there in %s for every code, and for no other', (language) => {
    expect(Object.keys(textsOf(language)).sort()).toEqual([...problemCodes].sort());
  });

  test.each([...problemCodes])('of %s say the same in both languages', (code) => {
    const [zh, en] = [textsOf('zh-CN')[code]!, textsOf('en')[code]!];
    expect(placeholders(zh)).toEqual(placeholders(en));
    // Signs with a meaning of their own in message files.
    expect(`${zh}${en}`).not.toMatch(/[@|]/);
  });

  test('find the element by the name people see, else by its id', async () => {
    const { problems } = await compile(drawing(`${start}<userTask id="a" name="审查"/><userTask id="b"/>${end}${path('start', 'a', 'b', 'end')}`), { profile: 'matter' });
    const names = new Map(problems.map(({ elementId, params }) => [elementId, params!.name]));
    expect([names.get('a'), names.get('b')]).toEqual(['审查', 'b']);
  });
});
