import { describe, expect, test } from '@jest/globals';
import { end, flow, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const drawn = (defaultFlow: string, a = 'n > 1', b = 'n > 5') =>
  start + `<exclusiveGateway id="g" ${defaultFlow}/>` + user('a') + user('b') + user('c') + path('start', 'g') + flow('g', 'a', a) + flow('g', 'b', b) + (defaultFlow ? flow('g', 'c') : '');

describe('an exclusive gateway', () => {
  test.each([
    ['the flow whose condition holds', 2, 'default="g_c"', ['a']],
    ['the first in document order where two hold (B-24)', 6, 'default="g_c"', ['a']],
    ['the default where none holds', 0, 'default="g_c"', ['c']],
  ])('takes %s', async (_what, n, defaultFlow, open) => {
    const c = await begin(drawn(defaultFlow), { variables: { n } });
    expect(c.open).toEqual(open);
  });

  test('takes a flow without a condition where it comes to it', async () => {
    const c = await begin(start + '<exclusiveGateway id="g"/>' + user('a') + user('b') + path('start', 'g', 'a') + flow('g', 'b', 'true'));
    expect(c.open).toEqual(['a']);
  });

  test.each([
    ['no condition holds and there is no default', { n: 0 }, 'NO_BRANCH'],
    ['a name has no value (E-11)', {}, 'VAR_UNDEFINED'],
    ['a condition asks whether nothing is larger (E-12)', { n: null }, 'EXPR_TYPE'],
    ['a condition compares a text with a number (E-12)', { n: '6' }, 'EXPR_TYPE'],
  ])('stops as an incident when %s; a corrected value lets it go on', async (_what, variables, code) => {
    const c = await begin(drawn(''), { variables });
    expect(c.incidents).toEqual([`g: ${code}`]);
    c.settle('skip');
    expect(c.incidents).toEqual([`g: ${code}`]);
    c.settle('retry', { n: 6 });
    expect([c.incidents, c.open]).toEqual([[], ['a']]);
  });

  test('lets every token through that comes', async () => {
    const c = await begin(start + '<parallelGateway id="f"/><exclusiveGateway id="g"/>' + user('a') + end + path('start', 'f', 'g', 'a', 'end') + '<sequenceFlow id="again" sourceRef="f" targetRef="g"/>');
    expect(c.open).toEqual(['a', 'a']);
  });
});
