import { describe, expect, test } from '@jest/globals';
import { boundary, end, flow, loop, message, path, service, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const each = (attributes: string, more: Parameters<typeof loop>[1] = {}, task = '') =>
  start + user('a', task, loop(attributes, more)) + user('after') + end + path('start', 'a', 'after', 'end');
const collected = 'inputCollection="=list" inputElement="x" outputCollection="all" outputElement="=x * 10 + n"';

describe('a multi-instance activity', () => {
  test.each([
    ['in parallel', false, ['a', 'a', 'a']],
    ['one after another', true, ['a']],
  ])('runs once for each entry %s and collects in the order of the list', async (_what, sequential, first) => {
    const c = await begin(each(collected, { sequential }), { variables: { list: [1, 2, 3] } });
    expect(c.open).toEqual(first);
    const [one, two, three] = ['1', '2', '3'];
    if (sequential) [one, two, three].forEach((n) => c.complete('a', { variables: { n: Number(n) } }));
    else {
      const [x, y, z] = Object.values(c.state.instances).filter(({ node, multi }) => node === 'a' && !multi).map(({ id }) => id);
      for (const [id, n] of [[z, 3], [x, 1], [y, 2]] as const) c.send({ type: 'complete', instance: id!, variables: { n } });
    }
    expect([c.open, c.variables.all]).toEqual([['after'], [11, 22, 33]]);
    expect(Object.keys(c.variables)).toEqual(['list', 'all']);
  });

  test.each([
    ['no entry passes straight through (B-28)', [], ['after']],
    ['one entry is one instance', [7], ['a']],
  ])('with %s', async (_what, list, open) => {
    const c = await begin(each(collected), { variables: { list } });
    expect(c.open).toEqual(open);
  });

  test.each([
    ['a thousand is the most', 1_000, []],
    ['one more is an incident and nothing starts', 1_001, ['a: FANOUT_LIMIT']],
  ])('of many instances: %s (B-28)', async (_what, n, incidents) => {
    const c = await begin(start + user('a', '', '<multiInstanceLoopCharacteristics><loopCardinality xsi:type="tFormalExpression">=n</loopCardinality></multiInstanceLoopCharacteristics>') + path('start', 'a'), { variables: { n } });
    expect([c.incidents, c.open.length]).toEqual([incidents, incidents.length > 0 ? 0 : n]);
  });

  test.each([
    ['a collection that is no list', { list: 'x' }, 'COLLECTION_NOT_A_LIST'],
    ['a collection that is not there', {}, 'VARIABLE_UNKNOWN'],
  ])('stops as an incident on %s; the retry with a list runs it as a whole', async (_what, variables, code) => {
    const c = await begin(each(collected), { variables });
    expect(c.incidents).toEqual([`a: ${code}`]);
    c.settle('retry', { list: [1, 2] });
    expect(c.open).toEqual(['a', 'a']);
    c.complete('a', { variables: { n: 0 } });
    c.complete('a', { variables: { n: 0 } });
    expect(c.variables.all).toEqual([10, 20]);
  });

  test('ends when its completion condition holds: open instances are called off and told so (B-29)', async () => {
    const c = await begin(each('inputCollection="=[1,2,3,4]"', { until: 'nrOfCompletedInstances / nrOfInstances >= 0.5' }, 'gov:limitAmount="3"'));
    c.complete('a');
    expect(c.open).toHaveLength(3);
    c.complete('a');
    expect(c.open).toEqual(['after']);
    expect(c.left.filter((entry) => entry === 'a: cancelled')).toHaveLength(2);
    expect(Object.values(c.state.clocks).every(({ stoppedAt }) => stoppedAt)).toBe(true);
  });

  test('one after another starts no more once the condition holds', async () => {
    const c = await begin(each(collected, { sequential: true, until: 'n > 5' }), { variables: { list: [1, 2, 3], n: 0 } });
    c.complete('a', { variables: { n: 3 } });
    expect(c.open).toEqual(['a']);
  });

  test('a condition that is always false ends with the last instance', async () => {
    const c = await begin(each('inputCollection="=[1,2]"', { until: 'false' }));
    c.complete('a');
    c.complete('a');
    expect(c.open).toEqual(['after']);
  });

  test('a condition that cannot be decided is an incident of the whole; retried after a correction it is asked again (B-29)', async () => {
    const c = await begin(each('inputCollection="=[1,2,3]"', { until: 'enough' }));
    c.complete('a');
    expect([c.incidents, c.open]).toEqual([['a: VARIABLE_UNKNOWN'], ['a', 'a']]);
    c.settle('retry', { enough: false });
    expect([c.incidents, c.open]).toEqual([[], ['a', 'a']]);
    c.complete('a', { variables: { enough: true } });
    expect(c.open).toEqual(['after']);
  });

  test('an output that cannot be computed stops its own instance; the others go on', async () => {
    const c = await begin(each(collected), { variables: { list: [1, 2] } });
    c.complete('a');
    expect([c.incidents, c.open]).toEqual([['a: VARIABLE_UNKNOWN'], ['a']]);
    c.complete('a', { variables: { n: 2 } });
    expect(c.open).toEqual([]);
    c.settle('retry', { n: 1 });
    expect([c.open, c.variables.all]).toEqual([['after'], [11, 22]]);
  });

  test('as a whole can be skipped by an operator, with what was collected', async () => {
    const c = await begin(each('inputCollection="=[1,2]" outputCollection="all" outputElement="=loopCounter"', { until: 'enough' }));
    c.complete('a');
    c.settle('skip');
    expect([c.open, c.variables.all]).toEqual([['after'], [1, null]]);
  });

  test('leaves by the conditions at its edge', async () => {
    const c = await begin(start + user('a', 'default="a_x"', loop(collected)) + user('x') + user('y') + path('start', 'a') + flow('a', 'x') + flow('a', 'y', 'count(all) > 1'), { variables: { list: [1, 2] } });
    c.complete('a', { variables: { n: 0 } });
    c.complete('a', { variables: { n: 0 } });
    expect(c.open).toEqual(['y']);
  });

  test('ended early goes on when its way on is corrected, also if the corrected values would not have ended it', async () => {
    const c = await begin(start + user('a', '', loop('inputCollection="=[1,2]"', { until: 'enough' })) + user('b') + path('start', 'a') + flow('a', 'b', 'go'), { variables: { enough: true, go: false } });
    c.complete('a');
    expect(c.incidents).toEqual(['a: NO_BRANCH']);
    c.settle('retry', { enough: false, go: true });
    expect(c.open).toEqual(['b']);
  });

  test('of service tasks: one that fails holds only itself', async () => {
    const c = await begin(start + service('a', '', loop('inputCollection="=[1,2]"')) + boundary('b', 'a', message()) + user('after') + path('start', 'a', 'after'));
    c.answer('a', { kind: 'failed', code: 'DOWN', message: 'x', retryable: false });
    c.answer('a');
    expect([c.incidents, c.open]).toEqual([['a: DOWN'], []]);
    c.settle('retry');
    c.answer('a');
    expect(c.open).toEqual(['after']);
  });
});
