import { describe, expect, test } from '@jest/globals';
import { hash } from '../../../engine/canonical.ts';
import { check } from '../../../engine/interpreter/check.ts';
import { initialChain, nextChain } from '../../../engine/interpreter/chain.ts';
import { REMEMBERED_COMMANDS, step, unchained } from '../../../engine/interpreter/step.ts';
import type { State } from '../../../engine/state.ts';
import { snapshotOf } from '../../../engine/snapshot.ts';
import { duration, end, flow, path, service, start, user } from '../../support/drawing.ts';
import { begin, MONDAY } from '../../support/runningCase.ts';

const refused = (code: string) => expect.objectContaining({ code });
const drawn = start + user('a') + user('b') + end + path('start', 'a', 'b', 'end');
const actor = { user: 'u', role: 'approver' };

describe('a command', () => {
  test('happens once: the same id changes nothing, with another payload it is refused', async () => {
    const c = await begin(drawn);
    const event = { type: 'complete' as const, instance: c.instance('a').id, now: MONDAY, actor, commandId: 'k1', digest: 'd1' };
    const first = step(c.program, c.state, event);
    const again = step(c.program, first.state, event);
    expect(again.state).toBe(first.state);
    expect([again.log, again.commands]).toEqual([[], []]);
    expect(() => step(c.program, first.state, { ...event, digest: 'd2' })).toThrow(refused('IDEMPOTENCY_KEY_REUSED'));
  });

  test('is remembered through the next 255', async () => {
    const c = await begin(drawn);
    const claim = (n: number) => ({ type: 'variables' as const, variables: { n }, now: MONDAY, actor, commandId: `k${n}`, digest: `d${n}` });
    let { state } = c;
    for (let n = 0; n < REMEMBERED_COMMANDS; n += 1) state = step(c.program, state, claim(n)).state;
    expect(step(c.program, state, claim(0)).log).toEqual([]);
    state = step(c.program, state, claim(REMEMBERED_COMMANDS)).state;
    expect(state.commands).toHaveLength(REMEMBERED_COMMANDS);
    expect(step(c.program, state, claim(0)).log).not.toEqual([]);
  });

  test.each([
    ['before the start', null, { type: 'tick' as const }, 'CASE_NOT_STARTED'],
    ['with a variable named like what every object has (B-13)', 'live', { type: 'variables' as const, variables: JSON.parse('{"__proto__": {"isAdmin": true}}') as Record<string, never> }, 'NAME_RESERVED'],
    ['in the past', 'live', { type: 'tick' as const, now: '2026-03-01T01:00:00.000Z' }, 'TIME_WENT_BACK'],
    ['a second start', 'live', { type: 'start' as const, caseNumber: 'C2', variables: {}, calendar: {} as never, ladders: {} }, 'CASE_EXISTS'],
    ['to an item that is not open', 'live', { type: 'complete' as const, instance: 99 }, 'TASK_ALREADY_DONE'],
    ['to an incident that is not open', 'live', { type: 'incident' as const, incident: 99, action: 'retry' as const, reason: 'x' }, 'INCIDENT_SETTLED'],
    ['to a card that was never given', 'live', { type: 'answerCard' as const, card: 99, answer: 'x' }, 'CARD_UNKNOWN'],
  ])('is refused %s, and changes nothing', async (_what, which, body, code) => {
    const c = await begin(drawn);
    const state = which === null ? null : c.state;
    const before = hash(state);
    expect(() => step(c.program, state, { now: MONDAY, actor, ...body })).toThrow(refused(code));
    expect(hash(state)).toBe(before);
  });

  test('after the end of the case is refused, but an answer of a department is kept as evidence', async () => {
    const c = await begin(start + service('a') + end + path('start', 'a', 'end'));
    const { id } = c.instance('a');
    c.send({ type: 'cancel', reason: 'withdrawn' });
    expect(c.commands.at(-1)).toEqual({ type: 'cancelJob', instance: id });
    expect(() => c.message('m')).toThrow(refused('CASE_CLOSED'));
    expect(c.send({ type: 'job', instance: id, attempt: 1, outcome: { kind: 'done' } })).toEqual([{ type: 'late', what: 'job', instance: id }]);
    expect(c.status).toBe('cancelled');
  });

  test('that calls the case off ends it, also while an event sub-process of the case waits for an operator', async () => {
    const unread = `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">${duration('=wait')}</startEvent></subProcess>`;
    const c = await begin(start + user('a') + end + path('start', 'a', 'end') + unread);
    expect(c.incidents).toEqual(['p: VAR_UNDEFINED']);
    c.send({ type: 'cancel', reason: 'withdrawn' });
    expect([c.status, c.incidents]).toEqual(['cancelled', []]);
  });

  test('is judged by check as by step, which changes nothing', async () => {
    const c = await begin(drawn);
    const event = { type: 'complete' as const, instance: 99, now: MONDAY, actor };
    expect(() => check(c.program, c.state, event)).toThrow(refused('TASK_ALREADY_DONE'));
    expect(check(c.program, c.state, { ...event, instance: c.instance('a').id })).toBe(undefined);
  });
});

describe('the chain', () => {
  test('binds the program, every event and every command', async () => {
    const c = await begin(drawn);
    const event = c.events[0]!;
    expect(c.state.chain).toBe(nextChain(initialChain(c.program), event, []));
    expect(nextChain(initialChain(c.program), { ...event, actor: { ...event.actor, user: 'other' } }, [])).not.toBe(c.state.chain);
    expect(nextChain(initialChain({ ...c.program, profile: 'matter' }), event, [])).not.toBe(c.state.chain);
  });

  test('is the same for the same events, and another for any other opinion', async () => {
    const run = async (note: string) => {
      const c = await begin(drawn);
      c.complete('a', { variables: { note } });
      c.complete('b');
      return c.state.chain;
    };
    expect(await run('x')).toBe(await run('x'));
    expect(await run('x')).not.toBe(await run('y'));
  });
});

test('without a chain a case goes the same way', async () => {
  const c = await begin(drawn);
  c.complete('a', { variables: { note: 'x' } });
  let plain: State | null = null;
  for (const event of c.events) plain = unchained(c.program, plain, event).state;
  expect(plain).toEqual({ ...c.state, chain: '' });
});

test('the search for unsound flows answers conditions itself, whatever the case holds', async () => {
  const c = await begin(start + user('a') + '<exclusiveGateway id="g"/>' + user('b') + user('d') + path('start', 'a', 'g') + flow('g', 'b', 'x = 1') + flow('g', 'd', 'x = 2'), { variables: { x: 1 } });
  const { state } = step(c.program, c.state, { type: 'complete', instance: c.instance('a').id, now: MONDAY, actor }, (condition) => condition === 'x = 2');
  expect(Object.values(state.instances).map(({ node }) => node)).toContain('d');
});

test('a state is never changed in place', async () => {
  const c = await begin(drawn);
  const frozen = deepFreeze(structuredClone(c.state));
  const { state } = step(c.program, frozen, { type: 'complete', instance: c.instance('a').id, now: MONDAY, actor, variables: { x: 1 } });
  expect(state.seq).toBe(frozen.seq + 1);
});

test('variables of the case can be corrected at any time', async () => {
  const c = await begin(drawn, { variables: { a: 1 } });
  c.send({ type: 'variables', variables: { a: 2, b: 3 } });
  expect(c.variables).toEqual({ a: 2, b: 3 });
});

test('a snapshot says where the tokens stand, also those that wait at a join', async () => {
  const c = await begin(start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + user('a') + user('b') + end + path('start', 'f', 'a', 'j', 'end') + path('f', 'b', 'j'));
  c.complete('a');
  expect(snapshotOf(c.program, c.state).tokens).toEqual([
    { element: 'b', process: 'p', instance: expect.any(Number), parent: expect.any(Number), incident: null },
    { element: 'j', process: 'p', instance: expect.any(Number), parent: expect.any(Number), incident: null, joining: true },
  ]);
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}

test('a case called off says so once, with the reason', async () => {
  const c = await begin(start + user('a') + end + path('start', 'a', 'end'));
  const { log } = step(c.program, c.state, { type: 'cancel', reason: '申请人撤件', now: MONDAY, actor });
  expect(log.filter((entry) => entry.type === 'status')).toEqual([{ type: 'status', status: 'cancelled', reason: '申请人撤件' }]);
});
