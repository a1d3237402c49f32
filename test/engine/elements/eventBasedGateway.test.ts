import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { caughtEvents, conditional, link } from '../../support/events.ts';
import { drawing, duration, message, names, path, signal, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const catcher = (id: string, definition: string) => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
const drawn = start + '<eventBasedGateway id="g"/>' + catcher('msg', message()) + catcher('time', duration('P1D')) + catcher('sig', signal) + '<receiveTask id="rec" messageRef="message_n"/>'
  + ['a', 'b', 'c', 'd'].map((id) => user(id)).join('') + path('start', 'g', 'msg', 'a') + path('g', 'time', 'b') + path('g', 'sig', 'c') + path('g', 'rec', 'd');

describe('an event-based gateway', () => {
  test.each([
    ['the message', 'a', (c: Awaited<ReturnType<typeof begin>>) => c.message('m', { variables: { from: 'x' } })],
    ['the time', 'b', (c: Awaited<ReturnType<typeof begin>>) => c.until('2026-03-03T01:00:00.000Z')],
    ['the signal', 'c', (c: Awaited<ReturnType<typeof begin>>) => c.signal()],
    ['the message of a receive task', 'd', (c: Awaited<ReturnType<typeof begin>>) => c.message('n')],
  ])('goes the way of whatever happens first: %s', async (_what, open, happen) => {
    const c = await begin(drawn);
    expect(c.open).toEqual([]);
    happen(c);
    expect([c.open, c.due]).toEqual([[open], null]);
    // then the others are heard no more
    c.message('m');
    c.signal();
    c.message('n');
    expect(c.open).toEqual([open]);
  });

  test.each(caughtEvents)('waits for $what as the event behind it does', async ({ definition, half, happen }) => {
    const c = await begin(start + '<eventBasedGateway id="g"/>' + catcher('w', definition) + '<receiveTask id="r" messageRef="message_n"/>' + user('a') + user('b') + path('start', 'g', 'w', 'a') + path('g', 'r', 'b'));
    half?.(c);
    expect(c.open).toEqual([]);
    happen(c);
    expect([c.open, c.due]).toEqual([['a'], null]);
  });

  test('goes the way of a condition that is true by then, the first by drawing', async () => {
    const c = await begin(start + '<eventBasedGateway id="g"/>' + catcher('w1', conditional('x = 1')) + catcher('w2', conditional('x > 0')) + user('a') + user('b') + path('start', 'g', 'w1', 'a') + path('g', 'w2', 'b'), { variables: { x: 1 } });
    expect(c.open).toEqual(['a']);
  });

  const starting = (type: string) => `<eventBasedGateway id="g" instantiate="true" eventGatewayType="${type}"/>` + catcher('w1', message()) + catcher('w2', signal) + user('a') + user('b') + path('g', 'w1', 'a') + path('g', 'w2', 'b');

  test('that starts its process goes the way of what has started it', async () => {
    const c = await begin(starting('Exclusive'), { node: 'w2' });
    expect([c.open, c.entered]).toEqual([['b'], ['g', 'w2', 'b']]);
    c.message('m');
    expect(c.open).toEqual(['b']);
    const byHand = await begin(starting('Exclusive'));
    byHand.message('m');
    expect(byHand.open).toEqual(['a']);
  });

  test('that starts its process in parallel waits for all the others too, each on its way', async () => {
    const c = await begin(starting('Parallel'), { node: 'w2' });
    expect(c.open).toEqual(['b']);
    c.complete('b');
    expect(c.status).toBe('running');
    c.message('m');
    expect(c.open).toEqual(['a']);
    const byHand = await begin(starting('Parallel'));
    byHand.signal();
    byHand.message('m');
    expect(byHand.open).toEqual(['b', 'a']);
  });

  test.each([
    ['in the middle of a flow in parallel', start + '<eventBasedGateway id="g" eventGatewayType="Parallel"/>' + catcher('w1', message()) + catcher('w2', signal) + path('start', 'g', 'w1') + path('g', 'w2'), 'EVENT_GATEWAY_PARALLEL'],
    ['that starts its process behind something else', start + '<eventBasedGateway id="g" instantiate="true"/>' + catcher('w1', message()) + catcher('w2', signal) + path('start', 'g', 'w1') + path('g', 'w2'), 'EVENT_GATEWAY_STARTS_WITH_INCOMING'],
    ['before a link', start + '<eventBasedGateway id="g"/>' + catcher('w1', message()) + catcher('w2', link('A')) + path('start', 'g', 'w1') + path('g', 'w2'), 'EVENT_GATEWAY_TARGET'],
  ])('is refused %s', async (_what, content, code) => {
    const { problems } = await compile(drawing(content, { more: names }), { profile: 'bpmn' });
    expect(problems.filter(({ elementId, severity }) => elementId === 'g' && severity === 'error').map((each) => each.code)).toContain(code);
  });

  test('takes one way when two of its events come in one event, the first by drawing (B-25)', async () => {
    const c = await begin(start + '<eventBasedGateway id="g"/>' + catcher('s1', signal) + catcher('s2', signal) + user('a') + user('b') + path('start', 'g', 's1', 'a') + path('g', 's2', 'b'));
    c.signal();
    expect(c.open).toEqual(['a']);
  });

  test('leaves a trace that the path went through the gateway and the event', async () => {
    const c = await begin(drawn);
    c.message('m', { variables: { from: 'x' } });
    expect(c.entered).toEqual(['start', 'g', 'msg', 'a']);
    expect(c.variables).toEqual({ from: 'x' });
  });
});
