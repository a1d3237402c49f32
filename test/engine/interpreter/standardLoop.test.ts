import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { boundary, drawing, end, flow, message, path, service, start, sub, undoneBy, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const standard = (condition: string | null, attributes = '') =>
  `<standardLoopCharacteristics ${attributes}>${condition === null ? '' : `<loopCondition xsi:type="tFormalExpression">=${condition.replace(/</g, '&lt;')}</loopCondition>`}</standardLoopCharacteristics>`;
const drawn = (condition: string | null, attributes = '') => start + service('a', '', standard(condition, attributes)) + user('after') + end + path('start', 'a', 'after', 'end');

/** Answers the service task as long as it asks; each answer adds one to n. */
async function rounds(content: string, n: number): Promise<number> {
  const c = await begin(content, { variables: { n } });
  let done = 0;
  while (c.asked.length > 0) {
    c.answer('a', { kind: 'done', variables: { n: (c.variables.n as number) + 1 } });
    done += 1;
  }
  expect(c.open).toEqual(['after']);
  return done;
}

describe('a standard loop (BPMN 2.0, 13.2.6)', () => {
  test.each([
    ['asks after each round, so runs once at least', 'n < 3', '', 5, 1],
    ['goes on while the condition holds', 'n < 3', '', 0, 3],
    ['asks before the first round where testBefore says so', 'n < 3', 'testBefore="true"', 3, 0],
    ['with testBefore, as often as the condition held', 'n < 3', 'testBefore="true"', 1, 2],
    ['ends at its maximum', 'n < 30', 'loopMaximum="4"', 0, 4],
    ['ends by its condition before the maximum', 'n < 2', 'loopMaximum="4"', 0, 2],
    ['has a maximum and no condition', null, 'loopMaximum="3"', 0, 3],
    ['with a maximum of none passes straight through', null, 'loopMaximum="0"', 0, 0],
    ['counts its rounds in loopCounter', 'loopCounter < 3', '', 0, 3],
    ['counts from 0 before the first', 'loopCounter < 3', 'testBefore="true"', 0, 3],
    ['a condition that is always false after the round', 'false', '', 0, 1],
    ['a condition that is always false before it', 'false', 'testBefore="true"', 0, 0],
  ])('%s', async (_what, condition, attributes, n, expected) => {
    expect(await rounds(drawn(condition, attributes), n)).toBe(expected);
  });

  test('of a sub-process runs its contents each time, with the round\'s number inside', async () => {
    const c = await begin(start + sub('s', '<startEvent id="s1"/>' + user('in') + '<endEvent id="e1"/>' + path('s1', 'in', 'e1') + standard('again')) + user('after') + path('start', 's', 'after'));
    const numbers = [1, 2].map((round) => {
      const seen = Object.values(c.state.instances).find(({ node, position }) => node === 's' && position !== undefined)!.variables!.loopCounter;
      c.complete('in', { variables: { again: round === 1 } });
      return seen;
    });
    expect([numbers, c.open]).toEqual([[1, 2], ['after']]);
  });

  test('of a person\'s step gives the next work item after each answer', async () => {
    const c = await begin(start + user('a', '', standard('opinion2 != "ok"')) + user('after') + path('start', 'a', 'after'));
    c.complete('a', { variables: { opinion2: 'no' } });
    expect(c.open).toEqual(['a']);
    c.complete('a', { variables: { opinion2: 'ok' } });
    expect(c.open).toEqual(['after']);
  });

  test.each([
    ['called off as a whole', '', ['late']],
    ['left alone', 'cancelActivity="false"', ['a', 'late']],
  ])('is %s by an event at its edge, whatever the round', async (_what, attributes, open) => {
    const c = await begin(start + user('a', '', standard('true')) + boundary('b', 'a', message(), attributes) + user('late') + path('start', 'a') + path('b', 'late'));
    c.complete('a');
    c.message('m');
    expect(c.open).toEqual(open);
  });

  test('leaves by the conditions at its edge once it is over', async () => {
    const c = await begin(start + service('a', 'default="a_y"', standard('n < 2')) + user('x') + user('y') + path('start', 'a') + flow('a', 'x', 'n > 5') + flow('a', 'y'), { variables: { n: 0 } });
    c.answer('a', { kind: 'done', variables: { n: 1 } });
    c.answer('a', { kind: 'done', variables: { n: 7 } });
    expect(c.open).toEqual(['x']);
  });

  test('whose condition can\'t be decided is an incident of the whole; corrected, it goes on', async () => {
    const c = await begin(drawn('more'));
    c.answer('a');
    expect([c.incidents, c.asked]).toEqual([['a: VAR_UNDEFINED'], []]);
    c.settle('retry', { more: true });
    expect([c.incidents, c.asked]).toEqual([[], ['a']]);
    c.answer('a', { kind: 'done', variables: { more: false } });
    expect(c.open).toEqual(['after']);
  });

  test('whose condition can\'t be decided can be passed by an operator', async () => {
    const c = await begin(drawn('more'));
    c.answer('a');
    c.settle('skip');
    expect([c.incidents, c.open]).toEqual([[], ['after']]);
  });

  test('is written down as done before what follows begins', async () => {
    const c = await begin(start + user('a', '', standard(null, 'loopMaximum="1"')) + undoneBy('a', 'undoA') + user('after') + path('start', 'a', 'after'));
    c.complete('a');
    expect(Object.values(c.state.completions!).map(({ id }) => id < c.instance('after').id)).toEqual([true, true]);
  });

  test('that never waits and never ends is stopped, and the case lives on', async () => {
    const c = await begin(start + `<task id="a">${standard('true')}</task>` + end + path('start', 'a', 'end'));
    expect([c.incidents, c.status]).toEqual([['a: STEP_BUDGET'], 'running']);
  });

  test.each([
    ['neither a condition nor a maximum', standard(null), 'LOOP_WITHOUT_END'],
    ['a maximum below nothing', standard('true', 'loopMaximum="-1"'), 'LOOP_MAXIMUM_INVALID'],
    ['a maximum that is no number', standard('true', 'loopMaximum="x"'), 'LOOP_MAXIMUM_INVALID'],
    ['a condition that can\'t be read', standard('1 +'), 'EXPR_SYNTAX'],
  ])('with %s is refused', async (_what, loop, code) => {
    const { program, problems } = await compile(drawing(start + user('a', '', loop) + path('start', 'a')), { profile: 'bpmn' });
    expect([program, problems.filter(({ severity }) => severity === 'error').map((each) => [each.elementId, each.code])]).toEqual([null, [['a', code]]]);
  });
});
