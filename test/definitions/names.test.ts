import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readBpmn } from '../../engine/bpmn.ts';
import { children, type Drawn } from '../../engine/drawn.ts';

const matters = new URL('../../definitions/matters/', import.meta.url);
const keys = readdirSync(matters, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** A drawn element with everything drawn inside it. */
const within = (element: Drawn): Drawn[] => [element, ...children(element, 'flowElements').flatMap(within)];

async function elementsOf(key: string): Promise<Drawn[]> {
  const { definitions } = await readBpmn(readFileSync(new URL(`${key}/flow.bpmn`, matters), 'utf8'));
  return children(definitions as unknown as Drawn, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process').flatMap(within);
}

describe.each(keys)('the shipped flow %s', (key) => {
  test('gives everything that has a name its Chinese and its English one', async () => {
    // when
    const elements = await elementsOf(key);
    const names = elements.map((each) => ({ id: each.id, zh: each.name, en: each.get('gov:nameEn') as string | undefined })).filter(({ zh, en }) => zh !== undefined || en !== undefined);
    // then
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter(({ zh, en }) => !/\p{Script=Han}|m²/u.test(zh ?? '') || !/^[\x20-\x7e²]+$/.test(en ?? ''))).toEqual([]);
  });

  test('leaves no activity and no process without a name', async () => {
    // given
    const named = /Task|Activity|SubProcess|Process$/;
    // when
    const elements = await elementsOf(key);
    // then
    expect(elements.filter(({ $type, name }) => named.test($type) && !name).map(({ id }) => id)).toEqual([]);
  });
});
