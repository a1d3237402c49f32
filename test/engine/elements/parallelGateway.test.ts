import { describe, expect, test } from '@jest/globals';
import { end, flow, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

describe('a parallel gateway', () => {
  const drawn = start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + user('a') + user('b') + user('after') + end + path('start', 'f', 'a', 'j', 'after', 'end') + path('f', 'b', 'j');

  test('takes all ways and waits for all of them, in whatever order they come', async () => {
    for (const order of [['a', 'b'], ['b', 'a']]) {
      const c = await begin(drawn);
      c.complete(order[0]!);
      expect(c.open).toEqual([order[1]]);
      c.complete(order[1]!);
      expect(c.open).toEqual(['after']);
    }
  });

  test('needs one token of each way in: two of one way are no pair', async () => {
    // given a loop that comes to one way twice
    const c = await begin(start + '<parallelGateway id="f"/><exclusiveGateway id="m"/><parallelGateway id="j"/>' + user('a') + user('b') + user('x') + user('after')
      + path('start', 'f', 'a', 'm', 'j', 'after') + path('f', 'x', 'm') + path('f', 'b', 'j'));
    // when
    c.complete('a');
    c.complete('x');
    // then
    expect(c.open).toEqual(['b']);
    c.complete('b');
    expect(c.open).toEqual(['after']);
    expect(Object.values(c.state.arrivals)).toEqual([{ m_j: 1 }]);
  });

  test('joins again in a loop', async () => {
    const c = await begin(start + '<exclusiveGateway id="m"/><parallelGateway id="f"/><parallelGateway id="j"/><exclusiveGateway id="x" default="x_end"/>' + user('a') + user('b') + end
      + path('start', 'm', 'f', 'a', 'j', 'x', 'end') + path('f', 'b', 'j') + flow('x', 'm', 'again'), { variables: { again: true } });
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['a', 'b']);
    c.complete('b', { variables: { again: false } });
    c.complete('a');
    expect(c.status).toBe('completed');
  });
});
