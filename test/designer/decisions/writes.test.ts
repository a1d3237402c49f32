import { describe, expect, test } from '@jest/globals';
import { newWrites } from '../../../designer/decisions/writes.ts';

function bench(start: Record<string, string>) {
  const now = { files: start, puts: 0 };
  return { now, writes: newWrites(() => now.files, (next) => ((now.files = next), (now.puts += 1))) };
}
const slowly = (text: string, times: number) => async (xml: string): Promise<string> => {
  for (let at = 0; at < times; at += 1) await Promise.resolve();
  return xml + text;
};

describe('writing into decision files', () => {
  test('given two edits at once, the first slower than the second, then both stand in their files', async () => {
    const { now, writes } = bench({ a: '', b: '' });
    await Promise.all([writes.write('a', slowly('1', 20)), writes.write('a', slowly('2', 1)), writes.write('b', slowly('3', 1))]);

    expect(now.files).toEqual({ a: '12', b: '3' });
    expect(writes.waiting()).toBe(false);
  });

  test('given a file that is undone while an edit is made, then the edit is made on what is there; a file that is gone stays away', async () => {
    const { now, writes } = bench({ a: 'new' });
    const made = writes.write('a', slowly('!', 5));
    expect(writes.waiting()).toBe(true);
    await Promise.resolve();
    await Promise.resolve();
    now.files = { a: 'old' };
    await made;
    expect(now.files).toEqual({ a: 'old!' });

    const late = writes.write('a', slowly('?', 5));
    await Promise.resolve();
    now.files = {};
    await late;
    expect(now.files).toEqual({});
  });

  test('given an edit that fails, then it says so and the next one is made', async () => {
    const { now, writes } = bench({ a: '' });
    const failed = writes.write('a', () => Promise.reject(new Error('no DMN')));
    const next = writes.write('a', slowly('1', 1));

    await expect(failed).rejects.toThrow('no DMN');
    await next;
    expect(now.files).toEqual({ a: '1' });
  });
});
