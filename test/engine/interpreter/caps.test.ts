import { describe, expect, test } from '@jest/globals';
import { countToken, TOKEN_LIMIT, VARIABLE_LIMIT } from '../../../engine/interpreter/caps.ts';
import { end, loop, mapping, path, service, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

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

  test.each([[TOKEN_LIMIT - 2, [null, null, 'TOKEN_LIMIT']], [TOKEN_LIMIT, ['TOKEN_LIMIT', 'TOKEN_LIMIT', 'TOKEN_LIMIT']]])('%i live ones leave room for what is missing to ten thousand', async (n, codes) => {
    const { state } = await begin(oneTask);
    const instance = Object.values(state.instances)[0]!;
    const m = { state: { ...state, next: 2 * TOKEN_LIMIT, instances: Object.fromEntries(listOf(n).map((id) => [id, instance])) } };
    const oneMore = (): void => {
      countToken(m);
      m.state.instances[Object.keys(m.state.instances).length] = instance;
    };
    expect(codes.map(() => code(oneMore))).toEqual(codes);
  });

  test.each([[1_000, []], [1_001, ['s: FANOUT_LIMIT']], [2_001, ['s: FANOUT_LIMIT']]])('W-03 %i calls at once', async (n, incidents) => {
    const c = await begin(start + service('s', '', loop('inputCollection="=list"')) + end + path('start', 's', 'end'), { variables: { list: listOf(n) } });
    expect(c.incidents).toEqual(incidents);
    expect(c.commands.filter(({ type }) => type === 'job')).toHaveLength(incidents.length === 0 ? n : 0);
  });
});
