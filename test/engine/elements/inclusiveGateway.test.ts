import { describe, expect, test } from '@jest/globals';
import { boundary, duration, end, flow, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const split = (defaultFlow = '') =>
  start + `<inclusiveGateway id="f" ${defaultFlow}/><inclusiveGateway id="j"/>` + user('a') + user('b') + user('d') + user('after') + end
  + path('start', 'f') + flow('f', 'a', 'n > 1') + flow('f', 'b', 'n > 5') + (defaultFlow ? flow('f', 'd') : '') + path('a', 'j') + path('b', 'j') + path('d', 'j') + path('j', 'after', 'end');

describe('an inclusive gateway', () => {
  test.each([
    [9, ['a', 'b']],
    [2, ['a']],
    [0, ['d']],
  ])('takes every way whose condition holds, else the default (n = %i)', async (n, open) => {
    const c = await begin(split('default="f_d"'), { variables: { n } });
    expect(c.open).toEqual(open);
    for (const element of open) {
      expect(c.entered).not.toContain('after');
      c.complete(element);
    }
    expect(c.open).toEqual(['after']);
  });

  test('stops as an incident when nothing holds and there is no default', async () => {
    const c = await begin(split(), { variables: { n: 0 } });
    expect(c.incidents).toEqual(['f: NO_BRANCH']);
    c.settle('retry', { n: 9 });
    expect(c.open).toEqual(['a', 'b']);
  });

  test('as a join waits for a token that is still far away, and not for one that can no longer come', async () => {
    // given a branch that goes through a decision to the join or past it
    const drawn = start + '<parallelGateway id="f"/><exclusiveGateway id="x" default="x_away"/><inclusiveGateway id="j"/>' + user('a') + user('b') + user('away') + user('after')
      + path('start', 'f', 'a', 'j', 'after') + path('f', 'b', 'x', 'away') + flow('x', 'j', 'back');
    const stays = await begin(drawn, { variables: { back: true } });
    stays.complete('a');
    expect(stays.open).toEqual(['b']);
    stays.complete('b');
    expect(stays.open).toEqual(['after']);

    const leaves = await begin(drawn, { variables: { back: false } });
    leaves.complete('a');
    leaves.complete('b');
    expect(leaves.open).toEqual(['away', 'after']);
  });

  test('as a join waits for what a boundary event may still send', async () => {
    const c = await begin(start + '<parallelGateway id="f"/><inclusiveGateway id="j"/>' + user('a') + user('b') + boundary('late', 'b', duration('P1D')) + user('after') + end
      + path('start', 'f', 'a', 'j', 'after') + path('f', 'b', 'end') + path('late', 'j'));
    c.complete('a');
    expect(c.open).toEqual(['b']);
    c.complete('b');
    expect(c.open).toEqual(['after']);
  });

  test('inside a loop fires once a round: a token after the join does not hold it up', async () => {
    const c = await begin(start + '<exclusiveGateway id="m"/><inclusiveGateway id="f"/><inclusiveGateway id="j"/><exclusiveGateway id="x" default="x_end"/>' + user('a') + user('b') + end
      + path('start', 'm', 'f', 'a', 'j', 'x', 'end') + flow('f', 'b', 'n > 1') + path('b', 'j') + flow('x', 'm', 'n > 0'), { variables: { n: 2 } });
    c.complete('a');
    c.complete('b', { variables: { n: 1 } });
    expect(c.open).toEqual(['a']);
    c.complete('a', { variables: { n: 0 } });
    expect(c.status).toBe('completed');
  });
});
