import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { problem } from '../../../engine/problem.ts';
import { drawing, end, path, start, user } from '../../support/drawing.ts';
import { openBench, type Bench } from '../support/openBench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
}, 180_000);
afterAll(() => bench?.close());

const xml = drawing(start + user('a') + end + path('start', 'a', 'end'));
const fromServer = [problem('a', 'REGISTER_ITEM_OUTSIDE', { item: 'FOOD' })];
const answered = (takes: { readonly check: number; readonly server: number; readonly stay: number }): Promise<string[][]> =>
  bench.page.evaluate((given) => (window as unknown as { bench: { answered(...all: unknown[]): Promise<string[][]> } }).bench.answered(...given), [xml, fromServer, takes] as unknown[]);

test('given a browser that takes longer to check a drawing than the server, when both have answered, then what the server found is listed beside it', async () => {
  const shown = await answered({ check: 400, server: 0, stay: 1500 });

  expect(shown).toHaveLength(2);
  expect(shown[0]).toContain('LIMIT_MISSING');
  expect(shown[1]).toEqual([...shown[0]!, 'REGISTER_ITEM_OUTSIDE']);
});

test('given answers under way, when the page is left, then nothing is listed any more', async () => {
  expect(await answered({ check: 0, server: 800, stay: 600 })).toHaveLength(1);
  expect(await answered({ check: 300, server: 0, stay: 100 })).toEqual([]);
});
