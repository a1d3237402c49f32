import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readBpmn } from '../../../engine/bpmn.ts';
import { children, type Drawn } from '../../../engine/drawn.ts';
import { nameInEnglish } from '../../../ui/diagram/names.ts';

const drawn = (key: string) => readFileSync(new URL(`../../../definitions/matters/${key}/flow.bpmn`, import.meta.url), 'utf8');
const within = (element: Drawn): Drawn[] => [element, ...children(element, 'flowElements').flatMap(within)];
const namesIn = (definitions: Drawn): string[] => children(definitions, 'rootElements').flatMap(within).flatMap(({ name }) => (name ? [name] : []));

test.each(['joint-utility-connection', 'joint-visit', 'open-a-restaurant'])('%s is labelled in English throughout, inside its sub-processes too', async (key) => {
  // given
  const definitions = (await readBpmn(drawn(key))).definitions as unknown as Drawn;
  const before = namesIn(definitions);
  // when
  nameInEnglish(definitions);
  // then
  expect(before.length).toBeGreaterThan(10);
  expect(namesIn(definitions)).toHaveLength(before.length);
  expect(namesIn(definitions).filter((name) => /\p{Script=Han}/u.test(name))).toEqual([]);
});

test('a name without English stays as it is', async () => {
  // given
  const xml = drawn('joint-visit').replace(' gov:nameEn="Propose time slots"', '');
  const definitions = (await readBpmn(xml)).definitions as unknown as Drawn;
  // when
  nameInEnglish(definitions);
  // then
  expect(namesIn(definitions).filter((name) => /\p{Script=Han}/u.test(name))).toEqual(['提出备选时段']);
});
