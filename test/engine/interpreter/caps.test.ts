import { describe, expect, test } from '@jest/globals';
import { countToken, STATE_LIMIT, TOKEN_LIMIT, VARIABLE_LIMIT } from '../../../engine/interpreter/caps.ts';
import { step } from '../../../engine/interpreter/step.ts';
import type { Instance, State } from '../../../engine/state.ts';
import { Draft, Table } from '../../../engine/interpreter/table.ts';
import { end, loop, mapping, path, service, start, undoneBy, user } from '../../support/drawing.ts';
import { begin, MONDAY, type RunningCase } from '../../support/runningCase.ts';

const text = (bytes: number): string => 'x'.repeat(bytes - 2);
const listOf = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const code = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return null;
};

describe('what a case can hold', () => {
  const oneTask = start + user('a') + user('b') + path('start', 'a', 'b');

  test.each([['just fits', VARIABLE_LIMIT, null], ['is one byte too large', VARIABLE_LIMIT + 1, 'VAR_TOO_LARGE']])('a value that %s', async (_what, bytes, refused) => {
    const c = await begin(oneTask);
    const before = c.state;
    expect(code(() => c.complete('a', { variables: { v: text(bytes) } }))).toBe(refused);
    expect(c.state === before).toBe(refused !== null);
  });

  test('a value the start brings is refused like any other', async () => {
    await expect(begin(oneTask, { variables: { v: text(VARIABLE_LIMIT + 1) } })).rejects.toMatchObject({ code: 'VAR_TOO_LARGE' });
  });

  test('a value that an answer brings is refused like any other, and the answer is waited for still', async () => {
    const c = await begin(start + service('a') + end + path('start', 'a', 'end'));
    expect(code(() => c.answer('a', { kind: 'done', variables: { v: text(VARIABLE_LIMIT + 1) } }))).toBe('VAR_TOO_LARGE');
    expect(c.asked).toEqual(['a']);
  });

  test('all values together take a quarter of a megabyte at most; written anew they do not add up', async () => {
    const c = await begin(oneTask);
    for (const name of ['p', 'q', 'r']) c.send({ type: 'variables', variables: { [name]: text(VARIABLE_LIMIT) } });
    for (let n = 0; n < 5; n += 1) c.send({ type: 'variables', variables: { r: text(VARIABLE_LIMIT) } });
    expect(code(() => c.send({ type: 'variables', variables: { s: text(VARIABLE_LIMIT) } }))).toBe('STATE_TOO_LARGE');
    expect(c.open).toEqual(['a']);
  });

  test('what a mapping computes stops its step as an incident, and the case goes on with a smaller value', async () => {
    const c = await begin(start + user('a') + user('b', '', mapping('v=string join(list, t)')) + path('start', 'a', 'b'), { variables: { list: listOf(90).map(String), t: text(1_000) } });
    c.complete('a');
    expect(c.incidents).toEqual(['b: VAR_TOO_LARGE']);
    c.settle('retry', { list: ['1', '2'] });
    expect([c.incidents, c.open]).toEqual([[], ['b']]);
  });

  test('of steps at once ten thousand at most', async () => {
    const many = (id: string, inner: string) => `<subProcess id="${id}">${inner}${loop('inputCollection="=list"')}</subProcess>`;
    const c = await begin(start + many('outer', `<startEvent id="s1"/>${many('inner', `<startEvent id="s2"/>${user('u')}${path('s2', 'u')}`)}${path('s1', 'inner')}`) + path('start', 'outer'), { variables: { list: listOf(150) } });
    expect(Object.keys(c.state.instances).length).toBeLessThanOrEqual(TOKEN_LIMIT);
    expect(c.incidents.length).toBeGreaterThan(0);
    expect(c.status).toBe('running');
  });

  describe('where there is no room for all that begins together', () => {
    const operator = { now: MONDAY, actor: { user: 'officer', role: 'operator' } } as const;
    /** The case with so many more steps that there is room for a few. */
    function crowded({ state }: RunningCase, room: number): State {
      const root = Object.values(state.instances)[0]!;
      const more = TOKEN_LIMIT - Object.keys(state.instances).length - room;
      const crowd = Object.fromEntries(listOf(more).map((n): [number, Instance] => [TOKEN_LIMIT + n, { id: TOKEN_LIMIT + n, process: 'p', node: 'b', parent: root.id }]));
      return { ...state, instances: { ...state.instances, ...crowd, [root.id]: { ...root, live: root.live! + more } }, next: 3 * TOKEN_LIMIT };
    }
    /** Ten of them are gone. */
    function thinned(state: State): State {
      const root = Object.values(state.instances)[0]!;
      const left = Object.entries(state.instances).filter(([id]) => Number(id) < TOKEN_LIMIT || Number(id) >= TOKEN_LIMIT + 10);
      return { ...state, instances: { ...Object.fromEntries(left), [root.id]: { ...root, live: root.live! - 10 } } };
    }
    const standing = (state: State) => Object.values(state.incidents).map(({ instance, code }) => `${state.instances[instance]!.node}: ${code}`);
    const begun = (state: State) => Object.values(state.instances).flatMap(({ id, node, waits }) => (id >= 3 * TOKEN_LIMIT && waits ? [node] : []));

    test.each([
      ['a split stands, and loses none of its ways', '<parallelGateway id="f"/>' + user('b') + user('d') + path('f', 'b') + path('f', 'd'), 0, ['b', 'd']],
      ['a multi-instance activity stands, and begins each instance once when there is', user('f', '', loop('inputCollection="=[1,2,3,4]"')), 2, ['f', 'f', 'f', 'f']],
    ])('%s', async (_what, drawn, room, expected) => {
      const c = await begin(start + user('a') + drawn + path('start', 'a', 'f'));

      const { state } = step(c.program, crowded(c, room), { ...operator, type: 'complete', instance: c.instance('a').id });
      expect(standing(state)).toEqual(['f: TOKEN_LIMIT']);
      const after = step(c.program, thinned(state), { ...operator, type: 'incident', incident: Object.values(state.incidents)[0]!.id, action: 'retry', reason: 'room' });

      expect([standing(after.state), begun(after.state)]).toEqual([[], expected]);
    });
  });

  describe('what is done and may still be undone is held too', () => {
    const undoable = start + user('a', '', loop('inputCollection="=list" inputElement="text"', { sequential: true })) + undoneBy('a', 'undoA') + user('b') + path('start', 'a', 'b');

    test('its values count among those of the case', async () => {
      const c = await begin(undoable, { variables: { list: [1] } });
      const big = text(VARIABLE_LIMIT - 100);
      for (const name of ['p', 'q']) c.send({ type: 'variables', variables: { [name]: big } });
      // given a case that remembers, for a step that is done, as much as it has room for
      const held = { ...c.state, completions: { 900: { id: 900, instance: 899, scope: c.instance('a').parent!, process: 'p', node: 'a', variables: { text: big, more: big } } }, volume: STATE_LIMIT };
      const write = { type: 'variables', variables: { r: big }, now: c.state.now, actor: { user: 'officer', role: 'operator' } } as const;

      expect([code(() => step(c.program, held, write)), code(() => step(c.program, { ...held, completions: {} }, write))]).toEqual(['STATE_TOO_LARGE', null]);
    });

    test('and it takes a place each: a step that can be undone is not done where there is none', async () => {
      const c = await begin(undoable, { variables: { list: [1] } });
      const scope = c.instance('a').parent!;
      const kept = Object.fromEntries(listOf(TOKEN_LIMIT - 3).map((n) => [TOKEN_LIMIT + n, { id: TOKEN_LIMIT + n, instance: 2 * TOKEN_LIMIT + n, scope, process: 'p', node: 'b' }]));
      const done = { type: 'complete', instance: c.instance('a').id, now: c.state.now, actor: { user: 'officer', role: 'operator' } } as const;
      const outcome = (state: State) => Object.values(step(c.program, state, done).state.incidents).map((incident) => incident.code);
      const { [TOKEN_LIMIT]: _one, [TOKEN_LIMIT + 1]: _two, ...fewer } = kept;

      expect([outcome({ ...c.state, completions: kept, next: 3 * TOKEN_LIMIT }), outcome({ ...c.state, completions: fewer, next: 3 * TOKEN_LIMIT })]).toEqual([['TOKEN_LIMIT'], []]);
    });
  });

  test.each([[TOKEN_LIMIT - 2, [null, null, 'TOKEN_LIMIT']], [TOKEN_LIMIT, ['TOKEN_LIMIT', 'TOKEN_LIMIT', 'TOKEN_LIMIT']]])('%i live ones leave room for what is missing to ten thousand', async (n, codes) => {
    const { state } = await begin(oneTask);
    const instance = Object.values(state.instances)[0]!;
    const m = { state: { ...state, next: 2 * TOKEN_LIMIT }, instances: new Draft(Table.of(Object.fromEntries(listOf(n).map((id) => [id, instance])))) };
    const oneMore = (): void => {
      countToken(m);
      m.instances.set(m.instances.size, instance);
    };
    expect(codes.map(() => code(oneMore))).toEqual(codes);
  });

  test.each([[1_000, []], [1_001, ['s: FANOUT_LIMIT']], [2_001, ['s: FANOUT_LIMIT']]])('W-03 %i calls at once', async (n, incidents) => {
    const c = await begin(start + service('s', '', loop('inputCollection="=list"')) + end + path('start', 's', 'end'), { variables: { list: listOf(n) } });
    expect(c.incidents).toEqual(incidents);
    expect(c.commands.filter(({ type }) => type === 'job')).toHaveLength(incidents.length === 0 ? n : 0);
  });
});
