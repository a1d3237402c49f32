import { describe, expect, jest, test } from '@jest/globals';
import { DraftKeeper, type DraftPorts, type SaveState } from '../../../designer/draft/draftKeeper.ts';
import type { Draft } from '../../../designer/catalog.ts';
import { ApiProblem } from '../../../ui/api/problem.ts';

function desk(save: (xml: string, revision: number) => Promise<Draft> = async (xml, revision) => ({ xml, revision: revision + 1 })) {
  const seen = { drawing: 'a', states: [] as SaveState[], copy: null as { xml: string; revision: number } | null, conflicts: [] as (Draft | null)[], saves: [] as [string, number][] };
  const ports: DraftPorts = {
    read: async () => seen.drawing,
    save: (xml, revision) => {
      seen.saves.push([xml, revision]);
      return save(xml, revision);
    },
    keepCopy: (copy) => (seen.copy = copy),
    changed: (state) => seen.states.push(state),
    conflict: (theirs) => seen.conflicts.push(theirs),
    quiet: 5,
  };
  return { seen, keeper: new DraftKeeper(ports, 1) };
}
const refusal = new ApiProblem({ status: 409, code: 'VERSION_CONFLICT', details: { xml: 'theirs', revision: 7 } });

describe('the keeper of a draft', () => {
  test('saves what changed, once, and goes on from the new revision', async () => {
    const { seen, keeper } = desk();

    keeper.touch();
    keeper.touch();
    const saved = await keeper.flush();
    seen.drawing = 'b';
    keeper.touch();
    await keeper.flush();

    expect(saved).toBe(true);
    expect(seen.saves).toEqual([['a', 1], ['b', 2]]);
    expect(keeper.revision).toBe(3);
    expect(seen.copy).toBeNull();
  });

  test('saves by itself after a moment of quiet', async () => {
    jest.useFakeTimers();
    const { seen, keeper } = desk();

    keeper.touch();
    await jest.advanceTimersByTimeAsync(20);
    jest.useRealTimers();

    expect(seen.states).toEqual(['changed', 'saving', 'saved']);
  });

  test('a change while a save is under way is saved after it', async () => {
    let answer: (draft: Draft) => void = () => undefined;
    const { seen, keeper } = desk((xml, revision) => (revision === 1 ? new Promise((resolve) => (answer = resolve)) : Promise.resolve({ xml, revision: revision + 1 })));

    keeper.touch();
    const first = keeper.flush();
    await new Promise((resolve) => setTimeout(resolve, 1));
    seen.drawing = 'b';
    keeper.touch();
    answer({ xml: 'a', revision: 2 });
    await first;
    await keeper.flush();

    expect(seen.saves).toEqual([['a', 1], ['b', 2]]);
    expect(keeper.state).toBe('saved');
  });

  test('a conflict stops saving and keeps both drawings', async () => {
    const { seen, keeper } = desk(() => Promise.reject(refusal));

    keeper.touch();
    const saved = await keeper.flush();
    seen.drawing = 'mine, later';
    keeper.touch();
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(saved).toBe(false);
    expect(seen.conflicts).toEqual([{ xml: 'theirs', revision: 7 }]);
    expect(seen.saves).toHaveLength(1);
    expect(seen.copy).toEqual({ xml: 'mine, later', revision: 1 });
  });

  test('after the decision it goes on from their revision', async () => {
    let refuse = true;
    const { seen, keeper } = desk((xml, revision) => (refuse ? Promise.reject(refusal) : Promise.resolve({ xml, revision: revision + 1 })));
    keeper.touch();
    await keeper.flush();

    refuse = false;
    keeper.resume(7, true);
    await keeper.flush();

    expect(seen.saves.at(-1)).toEqual(['a', 7]);
    expect(keeper.revision).toBe(8);
  });

  test('a lost connection keeps a copy on this machine and is tried again', async () => {
    let lost = true;
    const { seen, keeper } = desk((xml, revision) => (lost ? Promise.reject(new ApiProblem({ status: 0, code: 'NOT_REACHED' })) : Promise.resolve({ xml, revision: revision + 1 })));
    keeper.touch();
    expect(await keeper.flush()).toBe(false);
    expect(keeper.state).toBe('failed');
    expect(seen.copy).toEqual({ xml: 'a', revision: 1 });

    lost = false;

    expect(await keeper.flush()).toBe(true);
    expect(seen.copy).toBeNull();
  });
});
