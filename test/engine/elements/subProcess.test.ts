import { describe, expect, test } from '@jest/globals';
import { end, flow, loop, mapping, path, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const inside = '<startEvent id="s1"/>' + user('in') + '<endEvent id="e1"/>' + path('s1', 'in', 'e1');

describe('a sub-process', () => {
  test('is done when everything inside is done, with its own clock', async () => {
    const c = await begin(start + sub('s', '<startEvent id="s1"/><parallelGateway id="f"/>' + user('x') + user('y') + path('s1', 'f', 'x') + path('f', 'y'), 'gov:limitAmount="2"') + user('after') + end + path('start', 's', 'after', 'end'));
    c.complete('x');
    expect([c.open, c.clockOf('s')!.stoppedAt]).toEqual([['y'], undefined]);
    c.complete('y');
    expect([c.open, c.clockOf('s')!.stoppedAt]).toEqual([['after'], c.state.now]);
  });

  test('hides its mapped inputs from outside and maps its outputs out', async () => {
    const c = await begin(start + sub('s', mapping('local=n + 1', '<result=local * 10') + inside) + user('after') + path('start', 's', 'after'), { variables: { n: 1 } });
    c.complete('in', { variables: { local: 5 } });
    expect(c.variables).toEqual({ n: 1, result: 50 });
  });

  test('leaves by the conditions at its edge', async () => {
    const c = await begin(start + `<subProcess id="s" default="s_b">${inside}</subProcess>` + user('a') + user('b') + path('start', 's') + flow('s', 'a', 'ok') + flow('s', 'b'));
    c.complete('in', { variables: { ok: true } });
    expect(c.open).toEqual(['a']);
  });

  test('runs for each entry of a list, with variables of its own', async () => {
    const c = await begin(start + sub('s', inside + loop('inputCollection="=[1,2]" inputElement="n" outputCollection="all" outputElement="=n * 10"')) + end + path('start', 's', 'end'));
    expect(c.open).toEqual(['in', 'in']);
    c.complete('in');
    c.complete('in');
    expect([c.status, c.variables.all]).toEqual(['completed', [10, 20]]);
  });
});
