import { describe, expect, test } from '@jest/globals';
import { offersOf } from '../../../engine/interpreter/offers.ts';
import { end, loop, path, start, user } from '../../support/drawing.ts';
import { begin, type RunningCase } from '../../support/runningCase.ts';

const adHoc = (content: string, attributes = '', inner = '') => `<adHocSubProcess id="s" gov:activation="person" ${attributes}>${content}${inner}</adHocSubProcess>`;
const around = (inner: string) => start + inner + user('after') + end + path('start', 's', 'after', 'end');
const offers = (c: RunningCase) => offersOf(c.program, c.state).map(({ scope, node, busy, department }) => ({ scope, node: node.id, busy, department }));
const ids = (c: RunningCase) => offers(c).map(({ node, busy }) => (busy ? `${node} later` : node));
const choose = (c: RunningCase, node: string, scope = offers(c)[0]!.scope) => c.send({ type: 'activate', scope, node });

describe('what a person may begin', () => {
  test('is what no flow leads to, in document order, until the sub-process is done', async () => {
    // given
    const c = await begin(around(adHoc(user('a') + user('then') + user('b') + path('a', 'then'))));

    // then
    expect(ids(c)).toEqual(['a', 'b']);

    // when one of them is chosen it is offered again, until each was
    choose(c, 'b');
    expect(ids(c)).toEqual(['a', 'b']);
    choose(c, 'a');
    for (const id of ['b', 'a', 'then']) c.complete(id);
    expect([c.open, ids(c)]).toEqual([['after'], []]);
  });

  test('waits where one is done at a time', async () => {
    const c = await begin(around(adHoc(user('a') + user('b'), 'ordering="Sequential"')));
    expect(ids(c)).toEqual(['a', 'b']);
    choose(c, 'a');
    expect(ids(c)).toEqual(['a later', 'b later']);
    expect(() => choose(c, 'b')).toThrow(expect.objectContaining({ code: 'ACTIVITY_BUSY' }));
    c.complete('a');
    expect(ids(c)).toEqual(['a', 'b']);
  });

  test('is nothing once the completion condition holds, though others are waited for', async () => {
    const c = await begin(around(adHoc(user('a') + user('b'), 'cancelRemainingInstances="false"', '<completionCondition xsi:type="tFormalExpression">=enough</completionCondition>')), { variables: { enough: false } });
    choose(c, 'a');
    choose(c, 'b');
    expect(ids(c)).toEqual(['a', 'b']);
    c.complete('a', { variables: { enough: true } });
    expect([c.open, ids(c)]).toEqual([['b'], []]);
  });

  test('is nothing where the activities begin by themselves, and in a case that is over', async () => {
    const byItself = await begin(around('<adHocSubProcess id="s"><userTask id="a"/></adHocSubProcess>'));
    const over = await begin(around(adHoc(user('a'))));
    over.send({ type: 'cancel', reason: 'withdrawn' });
    expect([ids(byItself), ids(over)]).toEqual([[], []]);
  });

  test('names the department whose step it would be, where that can be said already', async () => {
    const c = await begin(around(adHoc(user('a', 'gov:department="power"') + user('b', 'gov:department="=lead"') + user('c', 'gov:department="=unheard"') + user('d'))), { variables: { lead: 'housing' } });
    expect(offers(c).map(({ node, department }) => [node, department])).toEqual([['a', 'power'], ['b', 'housing'], ['c', null], ['d', null]]);
  });

  test('belongs to each instance of a sub-process that is there several times, not to the whole', async () => {
    // given
    const c = await begin(around(adHoc(user('a'), '', loop('inputCollection="=list"'))), { variables: { list: [1, 2] } });
    const whole = Object.values(c.state.instances).find(({ multi }) => multi)!;
    const [first, second] = offers(c).map(({ scope }) => scope);

    // then
    expect(offers(c).map(({ node }) => node)).toEqual(['a', 'a']);
    expect(() => choose(c, 'a', whole.id)).toThrow(expect.objectContaining({ code: 'ACTIVITY_NOT_OFFERED' }));
    choose(c, 'a', second);
    c.complete('a');
    expect(offers(c).map(({ scope }) => scope)).toEqual([first]);
  });
});
