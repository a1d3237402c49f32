import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readScenario } from '../../definitions/matters/scenarioSchema.ts';
import { readScenario as readFile } from '../../scripts/scenario/scenario.ts';
import { root } from '../support/sources.ts';

const matters = join(root, 'definitions/matters');
const shipped = readdirSync(matters, { recursive: true, encoding: 'utf8' }).filter((file) => /\/cases\/.*\.json$/.test(file));
const small = { title: { zh: '小' }, start: { now: '2026-09-18T01:30:00.000Z', situations: {}, form: {} }, steps: [] };

describe('the file of a scenario', () => {
  test('given the shipped scenarios, when they are read, then every one is valid', () => {
    expect(shipped.length).toBeGreaterThanOrEqual(3);
    for (const file of shipped) expect(readFile(join(matters, file)).title.zh).not.toBe('');
  });

  test.each([
    { what: 'no start', wrong: { ...small, start: undefined }, says: /^start/ },
    { what: 'an instant without milliseconds', wrong: { ...small, start: { ...small.start, now: '2026-09-18T01:30:00Z' } }, says: /^start\.now/ },
    { what: 'two acts in one step', wrong: { ...small, steps: [{ complete: 'a', advance: '2026-09-18T01:30:00.000Z' }] }, says: /^steps\.0: Expected one act/ },
    { what: 'an unknown member', wrong: { ...small, steps: [{ finish: 'a' }] }, says: /^steps\.0/ },
    { what: 'an unknown behaviour', wrong: { ...small, steps: [{ standin: { department: 'power', operation: 'processing', mode: 'asleep' } }] }, says: /^steps\.0\.standin\.mode/ },
  ])('given $what, when it is read, then it is refused naming the place', ({ wrong, says }) => {
    expect(() => readScenario(wrong)).toThrow(says);
  });
});
