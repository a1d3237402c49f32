import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Node } from '../../../engine/elements/index.ts';
import { mayStillArrive } from '../../../engine/interpreter/inclusiveJoin.ts';
import { liveOf } from '../../../engine/interpreter/live.ts';
import { readerOf } from '../../../engine/interpreter/machine.ts';
import type { Flow, Program } from '../../../engine/program.ts';
import type { Instance, State } from '../../../engine/state.ts';
import { boundary, duration, end, flow, message, path, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';
import { seed } from '../../support/seed.ts';

const RUNS = 2_000;

/** A net of one scope: plain nodes 0..size-1 (the join is node 0), flows and edges to boundary events, tokens at nodes and at the join's ways in. */
interface Net {
  readonly size: number;
  readonly flows: readonly (readonly [number, number])[];
  /** Hosts of boundary events: the last nodes of the net, each attached to one of the others. */
  readonly hosts: readonly number[];
  readonly tokens: readonly number[];
  readonly filled: readonly boolean[];
}

const nets = fc.integer({ min: 2, max: 9 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    flows: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { minLength: 1, maxLength: size * 3 }),
    hosts: fc.array(fc.nat(size - 1), { maxLength: 2 }),
    tokens: fc.array(fc.nat(size - 1), { maxLength: 4 }),
    filled: fc.array(fc.boolean(), { minLength: size * 3, maxLength: size * 3 }),
  }));

const boundaryOf = (net: Net, host: number): number => net.size + host;

/** Flows out of a boundary event: one to each node whose number divides the host's, so that some lead far and some nowhere. */
const allFlows = (net: Net): (readonly [number, number])[] => [...net.flows, ...net.hosts.map((host, i): readonly [number, number] => [boundaryOf(net, i), (host + 1) % net.size])];

/**
 * The definition of BPMN 2.0, 13.3.3, taken literally: a path is a sequence of flows, each ending where the next begins, that
 * does not visit the join. Which flow can be followed by which, however far, is closed by Warshall's algorithm.
 */
function waitsByDefinition(net: Net): boolean {
  const flows = allFlows(net);
  // What stands at a node has come by a flow of its own; what stands at an activity may also leave by the events at its edge.
  const edges = [...flows, ...net.tokens.filter((at) => at !== 0).map((at): readonly [number, number] => [-1, at]), ...net.hosts.map((host, i): readonly [number, number] => [host, boundaryOf(net, i)])];
  const reach = edges.map(([, target], a) => edges.map(([source], b) => a !== b && target === source && target !== 0));
  for (let k = 0; k < edges.length; k += 1) for (let i = 0; i < edges.length; i += 1) for (let j = 0; j < edges.length; j += 1) if (reach[i]![k] && reach[k]![j]) reach[i]![j] = true;
  const incoming = flows.map(([, target], i) => ({ i, into: target === 0, filled: net.filled[i] === true })).filter(({ into }) => into);
  const begins = edges.map(([source], i) => ({ source, i })).filter(({ source }) => source === -1).map(({ i }) => i);
  return begins.some((f) => incoming.some(({ i, filled }) => !filled && reach[f]![i]) && !incoming.some(({ i, filled }) => filled && reach[f]![i]));
}

function waitsByInterpreter(net: Net): boolean {
  const flows = allFlows(net).map(([source, target], i): Flow => ({ id: `f${i}`, source: `n${source}`, target: `n${target}` }));
  const tied = (id: string) => ({ incoming: flows.filter(({ target }) => target === id).map((each) => each.id), outgoing: flows.filter(({ source }) => source === id).map((each) => each.id) });
  const nodes = [
    ...Array.from({ length: net.size }, (_none, i): Node => ({ id: `n${i}`, scope: 'p', ...tied(`n${i}`), ...(i === 0 ? { kind: 'inclusiveGateway' } : { kind: 'task', activity: true }) }) as Node),
    ...net.hosts.map((host, i): Node => ({ id: `n${boundaryOf(net, i)}`, scope: 'p', ...tied(`n${boundaryOf(net, i)}`), kind: 'boundaryEvent', attachedTo: `n${host}`, interrupting: true, trigger: { kind: 'message', name: 'm' } }) as Node),
  ];
  const program: Program = { format: 1, sem: 1, profile: 'bpmn', main: 'p', processes: { p: { key: 'p', name: 'p', nodes, flows } } };
  const root: Instance = { id: 1, process: 'p', node: null, parent: null };
  const tokens = net.tokens.filter((at) => at !== 0).map((at, i): Instance => ({ id: i + 2, process: 'p', node: `n${at}`, parent: 1 }));
  const filled = Object.fromEntries(flows.filter(({ target }, i) => target === 'n0' && net.filled[i]).map(({ id }) => [id, 1]));
  const state = { clocks: {}, instances: Object.fromEntries([root, ...tokens].map((each) => [each.id, each])), arrivals: { '1:n0': filled } } as unknown as State;
  return mayStillArrive(readerOf(program, liveOf(state)), 'n0', { ...root, live: tokens.length });
}

describe('an inclusive join', () => {
  test(`waits exactly as the standard defines it, over ${RUNS} random nets with circles and boundary events (seed ${seed})`, () => {
    let waiting = 0;
    fc.assert(fc.property(nets, (net) => {
      const expected = waitsByDefinition(net);
      if (expected) waiting += 1;
      expect(waitsByInterpreter(net)).toBe(expected);
    }), { numRuns: RUNS, seed });
    // Both answers are asked for, or the property says nothing.
    expect(Math.min(waiting, RUNS - waiting)).toBeGreaterThan(RUNS / 20);
  });

  const fork = '<parallelGateway id="f"/><inclusiveGateway id="j"/>';

  test('counts a token inside a sub-process, however deep, as one at the sub-process', async () => {
    const deep = sub('s', '<startEvent id="s1"/>' + sub('t', '<startEvent id="s2"/>' + user('b') + path('s2', 'b')) + path('s1', 't'));
    const c = await begin(start + fork + user('a') + deep + user('after') + path('start', 'f', 'a', 'j', 'after') + path('f', 's', 'j'));
    c.complete('a');
    expect(c.open).toEqual(['b']);
    c.complete('b');
    expect(c.open).toEqual(['after']);
  });

  test('decides for each instance of its sub-process alone', async () => {
    const inside = '<startEvent id="s1"/>' + fork + user('a') + user('b') + user('after') + path('s1', 'f', 'a', 'j', 'after') + path('f', 'b', 'j')
      + '<multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">2</loopCardinality></multiInstanceLoopCharacteristics>';
    const c = await begin(start + sub('s', inside) + path('start', 's'));
    c.complete('a');
    c.complete('b');
    expect([...c.open].sort()).toEqual(['a', 'after', 'b']);
  });

  test('does not wait for an event sub-process, which leads nowhere', async () => {
    const handler = `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">${message()}</startEvent>${user('x')}${path('hs', 'x')}</subProcess>`;
    const c = await begin(start + fork + user('a') + user('b') + user('after') + handler + path('start', 'f', 'a', 'j', 'after') + path('f', 'b', 'j'));
    c.message('m');
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['x', 'after']);
  });

  test('waits for a token that comes by a link', async () => {
    const link = '<intermediateThrowEvent id="lt"><linkEventDefinition name="L"/></intermediateThrowEvent><intermediateCatchEvent id="lc"><linkEventDefinition name="L"/></intermediateCatchEvent>';
    const c = await begin(start + fork + link + user('a') + user('b') + user('after') + path('start', 'f', 'a', 'j', 'after') + path('f', 'b', 'lt') + path('lc', 'j'));
    c.complete('a');
    expect(c.open).toEqual(['b']);
    c.complete('b');
    expect(c.open).toEqual(['after']);
  });

  test('waits while a boundary event may still send, and fires when its host is done', async () => {
    const c = await begin(start + fork + user('a') + user('b') + boundary('late', 'b', duration('P1D'), 'cancelActivity="false"') + user('after') + end + path('start', 'f', 'a', 'j', 'after') + path('f', 'b', 'end') + path('late', 'j'));
    c.complete('a');
    expect(c.open).toEqual(['b']);
    c.until('2026-03-04T01:00:00.000Z');
    expect(c.open).toEqual(['b', 'after']);
  });

  test('waits for a token that waits at another join', async () => {
    const c = await begin(start + fork + '<parallelGateway id="q"/>' + user('a') + user('b') + user('d') + user('after') + path('start', 'f', 'a', 'j', 'after') + path('f', 'b', 'q', 'j') + path('f', 'd', 'q'));
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['d']);
    c.complete('d');
    expect(c.open).toEqual(['after']);
  });

  test('two in one circle, each with a token that the other may still get, wait for each other for ever', async () => {
    // given two joins, each with a way in from outside and one from the other
    const c = await begin(start + '<parallelGateway id="f"/><inclusiveGateway id="j"/><inclusiveGateway id="k"/><exclusiveGateway id="x" default="x_end"/>' + user('a') + user('b') + user('m') + user('n') + user('beside') + end
      + path('start', 'f', 'a', 'j', 'm', 'k', 'n', 'x', 'end') + path('f', 'b', 'k') + path('f', 'beside') + flow('x', 'j', 'again'), { variables: { again: false } });
    // when a token waits at j, since one at b may come to its other way in
    c.complete('a');
    expect(c.open).toEqual(['b', 'beside']);
    // and one at k, since the one at j may come to its other way in
    c.complete('b');
    // then neither fires: the standard's rule asks no more
    expect([c.open, Object.keys(c.state.arrivals).length]).toEqual([['beside'], 2]);
  });

  test('in an ad-hoc sub-process waits for what has still to begin', async () => {
    const inside = user('a') + user('b') + '<inclusiveGateway id="j"/><parallelGateway id="q"/>' + user('c') + user('d') + user('last') + path('a', 'j') + path('b', 'j', 'c') + path('c', 'q') + path('d', 'q', 'last');
    const c = await begin(start + `<adHocSubProcess id="s" ordering="Sequential">${inside}</adHocSubProcess>` + user('after') + path('start', 's', 'after'));
    for (const id of ['a', 'b', 'c', 'd', 'last']) {
      if (!c.open.includes(id)) throw new Error(`${id}: ${c.open.join()}`);
      c.complete(id);
    }
    expect(c.open).toEqual(['after']);
  });
});

test('a parallel join that has all its tokens fires before it is asked what may still come to an inclusive one', async () => {
  // given tokens that come to both joins at once; the parallel one lets one go that comes to the empty way alone
  const c = await begin(
    start + user('a') + '<parallelGateway id="g"/><parallelGateway id="q"/><inclusiveGateway id="j"/>' + user('d') + user('after') + path('start', 'a', 'g', 'j', 'after') + path('g', 'q', 'a')
      + '<sequenceFlow id="again" sourceRef="g" targetRef="q"/>' + path('q', 'd', 'j'),
  );

  c.complete('a');

  expect(c.open).toEqual(['a', 'd']);
  c.complete('d');
  expect(c.open).toEqual(['a', 'after']);
});
