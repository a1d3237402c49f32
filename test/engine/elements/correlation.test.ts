import { describe, expect, test } from '@jest/globals';
import { subscriptionsOf } from '../../../engine/subscriptions.ts';
import { end, mapping, message, path, start, sub, user } from '../../support/drawing.ts';
import { begin, type RunningCase } from '../../support/runningCase.ts';

const caught = (id: string, which?: string) => `<intermediateCatchEvent id="${id}">${message(which)}</intermediateCatchEvent>`;
/** Where a property stands in the messages m and n. */
const property = (id: string, messagePath: string) =>
  `<correlationProperty id="${id}">${['m', 'n'].map((each) => `<correlationPropertyRetrievalExpression id="${id}_${each}" messageRef="message_${each}"><messagePath>${messagePath}</messagePath></correlationPropertyRetrievalExpression>`).join('')}</correlationProperty>`;
const key = (...properties: string[]) =>
  `${property('number', 'order.number')}${property('customer', 'customer')}<collaboration id="c"><participant id="pool" processRef="p"/><correlationKey id="k">${properties.map((each) => `<correlationPropertyRef>${each}</correlationPropertyRef>`).join('')}</correlationKey></collaboration>`;
const subscription = (paths: Readonly<Record<string, string>>) =>
  `<correlationSubscription id="cs" correlationKeyRef="k">${Object.entries(paths).map(([each, dataPath]) => `<correlationPropertyBinding id="b_${each}" correlationPropertyRef="${each}"><dataPath>${dataPath}</dataPath></correlationPropertyBinding>`).join('')}</correlationSubscription>`;

const order = (number: number, customer = '') => ({ variables: { order: { number }, ...(customer ? { customer } : {}) } });
/** Sends each message and says after which of them the step behind has opened. */
const heard = (c: RunningCase, open: string, messages: readonly Parameters<RunningCase['message']>[1][], name = 'm') => messages.map((each) => { c.message(name, each); return c.open.includes(open); });

describe('a process that says which values its messages must have (context-based correlation, BPMN 2.0, 8.4.2)', () => {
  const byNumber = { more: key('number'), variables: { mine: 7 } };

  test.each([
    ['a catching event', caught('a') + user('after') + path('start', 'a', 'after')],
    ['a receive task', `<receiveTask id="a" messageRef="message_m"/>${user('after')}${path('start', 'a', 'after')}`],
    ['an event sub-process', user('a') + path('start', 'a') + sub('h', `<startEvent id="h1">${message()}</startEvent>${user('after')}${path('h1', 'after')}`, 'triggeredByEvent="true"')],
  ])('%s hears the message that contains them and no other', async (_what, drawn) => {
    const c = await begin(subscription({ number: 'mine' }) + start + drawn, byNumber);
    expect(heard(c, 'after', [order(8), { variables: {} }, { key: 8 }, order(7)])).toEqual([false, false, false, true]);
  });

  test('one message of several properties has all of them', async () => {
    const c = await begin(subscription({ customer: 'name', number: 'mine' }) + start + caught('a') + user('after') + path('start', 'a', 'after'), { more: key('number', 'customer'), variables: { mine: 7, name: 'Wang' } });
    expect(heard(c, 'after', [order(7), order(7, 'Li'), order(8, 'Wang'), order(7, 'Wang')])).toEqual([false, false, false, true]);
  });

  test('others are told what a case waits for, and where it stands in a message', async () => {
    const c = await begin(subscription({ number: 'mine + 1' }) + start + caught('a') + end + path('start', 'a', 'end'), byNumber);
    expect(subscriptionsOf(c.state)).toMatchObject([{ name: 'm', key: 8, content: 'order.number' }]);
  });

  test('an early message waits for the one it is for', async () => {
    const c = await begin(subscription({ number: 'mine' }) + start + user('before') + caught('a') + user('after') + path('start', 'before', 'a', 'after'), byNumber);
    for (const number of [8, 7]) c.message('m', { ...order(number), keepFor: 'PT1H' });
    c.complete('before');
    expect([c.open, c.variables.order, c.state.early!.map(({ variables }) => variables)]).toEqual([['after'], { number: 7 }, [{ order: { number: 8 } }]]);
  });

  test('a message with a correlation key of its own is told by that one', async () => {
    const c = await begin(subscription({ number: 'mine' }) + start + caught('a', 'mk') + user('after') + path('start', 'a', 'after'), { ...byNumber, variables: { mine: 7, key: 'x' } });
    expect(heard(c, 'after', [{ key: 7 }, { key: 'x' }], 'mk')).toEqual([false, true]);
  });
});

describe('a conversation whose first message says what the later ones contain (key-based correlation, BPMN 2.0, 8.4.2)', () => {
  const byNumber = { more: key('number') };

  test('the first one received may be any', async () => {
    const c = await begin(start + caught('a') + user('between') + caught('b', 'n') + user('after') + path('start', 'a', 'between', 'b', 'after'), byNumber);
    c.message('m', order(5));
    c.complete('between');
    expect(subscriptionsOf(c.state)).toMatchObject([{ name: 'n', key: 5, content: 'order.number' }]);
    expect(heard(c, 'after', [order(6), order(5)], 'n')).toEqual([false, true]);
  });

  test('the one that starts the process is the first', async () => {
    const c = await begin(`<startEvent id="start">${message()}</startEvent>` + caught('a', 'n') + user('after') + path('start', 'a', 'after'), { ...byNumber, node: 'start', by: { kind: 'message', name: 'm' }, ...order(5) });
    expect(heard(c, 'after', [order(6), order(5)], 'n')).toEqual([false, true]);
  });

  test('so is one that is sent', async () => {
    const sent = `<sendTask id="ask" messageRef="message_m">${mapping('order=mine')}</sendTask>`;
    const c = await begin(start + sent + caught('a', 'n') + user('after') + path('start', 'ask', 'a', 'after'), { ...byNumber, variables: { mine: { number: 5 } } });
    expect(c.commands).toMatchObject([{ type: 'throwMessage', name: 'm', variables: { order: { number: 5 } } }]);
    expect(heard(c, 'after', [order(6), order(5)], 'n')).toEqual([false, true]);
  });

  test('what it said stays said when others come', async () => {
    const c = await begin(start + caught('a') + caught('b') + user('after') + path('start', 'a', 'b', 'after'), byNumber);
    expect(heard(c, 'after', [order(5), order(6), order(5)])).toEqual([false, false, true]);
    expect(Object.values(c.state.instances).map(({ conversations }) => conversations)).toEqual([{ k: 5 }, undefined]);
  });
});
