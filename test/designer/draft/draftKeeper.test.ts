import { describe, expect, jest, test } from '@jest/globals';
import { DraftKeeper, type DraftPorts, type SaveState, type Unsaved } from '../../../designer/draft/draftKeeper.ts';
import type { Draft } from '../../../designer/catalog.ts';
import { noParts } from '../../../definitions/parts.ts';
import { changedSince, nameOf, same, type Content } from '../../../designer/draft/content.ts';
import { ApiProblem } from '../../../ui/api/problem.ts';

function desk(save: (xml: string, revision: number) => Promise<Draft> = async (xml, revision) => ({ xml, revision: revision + 1 })) {
  const seen = { drawing: 'a', states: [] as SaveState[], copy: null as Unsaved | null, conflicts: [] as (Draft | null)[], errors: [] as unknown[], saves: [] as [string, number][] };
  const ports: DraftPorts = {
    read: async () => ({ xml: seen.drawing, form: null, parts: noParts }),
    save: ({ xml }, revision) => {
      seen.saves.push([xml!, revision]);
      return save(xml!, revision);
    },
    keepCopy: (copy) => (seen.copy = copy),
    changed(state, error) {
      seen.states.push(state);
      if (state === 'failed') seen.errors.push(error);
    },
    conflict: (theirs) => seen.conflicts.push(theirs),
    quiet: 5,
    again: 1000,
  };
  return { seen, keeper: new DraftKeeper(ports, { xml: 'as it was read', revision: 1 }) };
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
    expect(seen.copy).toEqual({ xml: 'mine, later', form: null, parts: noParts, revision: 1, unanswered: [] });
  });

  test('after the decision it goes on from their revision', async () => {
    let refuse = true;
    const { seen, keeper } = desk((xml, revision) => (refuse ? Promise.reject(refusal) : Promise.resolve({ xml, revision: revision + 1 })));
    keeper.touch();
    await keeper.flush();

    refuse = false;
    keeper.resume({ revision: 7 }, true);
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
    expect(seen.copy).toEqual({ xml: 'a', form: null, parts: noParts, revision: 1, unanswered: [] });

    lost = false;

    expect(await keeper.flush()).toBe(true);
    expect(seen.copy).toBeNull();
  });

  const lost = new ApiProblem({ status: 0, code: 'NOT_REACHED' });
  /** A server that stores what is sent on its newest revision; how much of that its answers tell is up to the test. */
  function server() {
    const stored = { xml: 'as it was read', revision: 1, connection: 'sound' as 'sound' | 'no way there' | 'no way back' };
    return {
      stored,
      async save(xml: string, revision: number): Promise<Draft> {
        if (stored.connection === 'no way there') throw lost;
        if (revision !== stored.revision) throw new ApiProblem({ status: 409, code: 'VERSION_CONFLICT', details: { xml: stored.xml, revision: stored.revision } });
        Object.assign(stored, { xml, revision: revision + 1 });
        if (stored.connection === 'no way back') throw lost;
        return { xml, revision: revision + 1 };
      },
    };
  }

  test.each<[string, string[], ('no way there' | 'no way back')[], string, number]>([
    ['was changed since', ['a'], ['no way back'], 'b', 3],
    ['was changed twice since, and neither change found the way there', ['a', 'b', 'c'], ['no way back', 'no way there', 'no way there'], 'd', 3],
    ['came after one that was not stored, and was changed since', ['a', 'b'], ['no way there', 'no way back'], 'c', 3],
    ['was taken back since', ['a'], ['no way back'], 'as it was read', 3],
    ['stands as it was sent', ['a'], ['no way back'], 'a', 2],
    ['came after one that was not stored, and nothing was stored', ['a', 'b'], ['no way there', 'no way there'], 'c', 2],
  ])('given a save that the server may have stored without its answer coming through, when what it holds %s, then it is saved on top, and nobody is asked', async (_what, drawings, connections, atLast, revision) => {
    const { stored, save } = server();
    const { seen, keeper } = desk(save);
    for (const [index, drawing] of drawings.entries()) {
      stored.connection = connections[index]!;
      seen.drawing = drawing;
      keeper.touch();
      expect(await keeper.flush()).toBe(false);
    }

    stored.connection = 'sound';
    seen.drawing = atLast;
    keeper.touch();

    expect(await keeper.flush()).toBe(true);
    expect(seen.conflicts).toEqual([]);
    expect([stored.xml, stored.revision, keeper.revision]).toEqual([atLast, revision, revision]);
    expect(seen.copy).toBeNull();
  });

  test('given a save without an answer on which somebody else has saved, when it was changed since, then it is a conflict; the copy on this machine names what was sent', async () => {
    const { stored, save } = server();
    const { seen, keeper } = desk(save);
    stored.connection = 'no way back';
    keeper.touch();
    await keeper.flush();
    Object.assign(stored, { xml: 'theirs', revision: 3, connection: 'sound' });

    seen.drawing = 'b';
    keeper.touch();

    expect(await keeper.flush()).toBe(false);
    expect([keeper.state, seen.conflicts]).toEqual(['conflict', [{ xml: 'theirs', revision: 3 }]]);
    expect(seen.copy).toEqual({ xml: 'b', form: null, parts: noParts, revision: 1, unanswered: [nameOf({ xml: 'a', form: null, parts: noParts })] });
  });

  test.each([
    ['nobody answers', { status: 0, code: 'NOT_REACHED' }, ['changed', 'saving', 'failed', 'saving', 'saved']],
    ['the server broke down', { status: 500 }, ['changed', 'saving', 'failed', 'saving', 'saved']],
    ['too many wanted something at once', { status: 429, code: 'TOO_MANY_REQUESTS' }, ['changed', 'saving', 'failed', 'saving', 'saved']],
    ['the server still works on the first try', { status: 409, code: 'IDEMPOTENCY_IN_PROGRESS' }, ['changed', 'saving', 'failed', 'saving', 'saved']],
    ['the server says no for another reason than the revision', { status: 409, code: 'DEFINITION_RETIRED' }, ['changed', 'saving', 'failed']],
    ['the server has said no', { status: 422, code: 'FORM_FILE_INVALID' }, ['changed', 'saving', 'failed']],
  ])('given %s, when nothing is changed any more, then it is tried again by itself only where that may help', async (_what, body, states) => {
    jest.useFakeTimers();
    let answered = false;
    const { seen, keeper } = desk((xml, revision) => {
      if (answered) return Promise.resolve({ xml, revision: revision + 1 });
      answered = true;
      return Promise.reject(new ApiProblem(body));
    });

    keeper.touch();
    await jest.advanceTimersByTimeAsync(5000);
    jest.useRealTimers();

    expect(seen.states).toEqual(states);
    expect(seen.copy === null).toBe(states.at(-1) === 'saved');
  });

  test('given a change while a save is under way that fails, then both are tried again once; after the page is left, nothing is', async () => {
    jest.useFakeTimers();
    const fail: ((error: unknown) => void)[] = [];
    const { seen, keeper } = desk(() => new Promise((_resolve, reject) => fail.push(reject)));

    keeper.touch();
    await jest.advanceTimersByTimeAsync(5);
    keeper.touch();
    fail[0]!(lost);
    await jest.advanceTimersByTimeAsync(999);
    expect(seen.saves).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(seen.saves).toHaveLength(2);
    keeper.stop();
    fail[1]!(lost);
    await jest.advanceTimersByTimeAsync(5000);
    jest.useRealTimers();

    expect([seen.saves.length, keeper.state, seen.copy?.xml]).toEqual([2, 'failed', 'a']);
  });

  test('given the server refuses the content, then what it answered is handed on, and the content stays on this machine', async () => {
    const unfit = new ApiProblem({ status: 422, code: 'FORM_FILE_INVALID', title: '表单的格式不对' });
    const { seen, keeper } = desk(() => Promise.reject(unfit));

    keeper.touch();
    await keeper.flush();

    expect(seen.errors).toEqual([unfit]);
    expect(seen.copy?.xml).toBe('a');
  });
});

describe('what is sent of a changed definition', () => {
  const known: Content = { xml: 'a', form: { situations: [], materials: [] }, parts: { ...noParts, guide: { contact: '甲' } } };

  test.each<[string, Partial<Content>, Partial<Content> | null]>([
    ['nothing, where all is as it was', {}, null],
    ['nothing, where a database only has another order of names', { form: { materials: [], situations: [] } }, null],
    ['the drawing alone', { xml: 'b' }, { xml: 'b' }],
    ['a form that was taken away', { form: null }, { form: null }],
    ['parts with one changed inside', { parts: { ...noParts, guide: { contact: '乙' } } }, { parts: { ...noParts, guide: { contact: '乙' } } }],
  ])('%s', (_, change, sent) => {
    expect(changedSince(known, { ...known, ...change })).toEqual(sent);
  });

  test('an order in a list is a difference, an order of names is none; what is the same has the same name', () => {
    const pairs = [[[1, 2], [2, 1]], [{ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }]] as const;
    const named = (form: object) => nameOf({ ...known, form });
    expect(pairs.map(([a, b]) => [same(a, b), named(a) === named(b)])).toEqual([[false, false], [true, true]]);
  });
});
