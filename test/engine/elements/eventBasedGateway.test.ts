import { describe, expect, test } from '@jest/globals';
import { duration, message, path, signal, start, user } from '../../support/drawing.ts';
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
