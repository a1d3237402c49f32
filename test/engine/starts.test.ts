import { describe, expect, test } from '@jest/globals';
import { standsAtStart, startBy, startsOf } from '../../engine/starts.ts';
import { drawing, end, message, names, path, programOf, signal, start } from '../support/drawing.ts';
import { runningCase } from '../support/runningCase.ts';

describe('what starts a process', () => {
  test('a receive task and the events behind an event-based gateway that instantiate it', async () => {
    const gateway = `<eventBasedGateway id="g" instantiate="true"/><intermediateCatchEvent id="w1">${message()}</intermediateCatchEvent><intermediateCatchEvent id="w2">${signal}</intermediateCatchEvent>`;
    const program = await programOf(drawing(`<receiveTask id="r" instantiate="true" messageRef="message_n"/>${gateway}${end}${path('r', 'end')}${path('g', 'w1', 'end')}${path('g', 'w2', 'end')}`, { more: names }));
    expect([startBy(program, 'message', 'n'), startBy(program, 'message', 'm'), startBy(program, 'signal', 's')]).toEqual(['r', 'w1', 'w2']);
  });

  test('a case that began with one of several triggers stands at its start until the others have come', async () => {
    const program = await programOf(drawing(`<startEvent id="both" parallelMultiple="true">${message()}${signal}</startEvent><userTask id="a"/>${path('both', 'a')}`, { more: names }));
    const c = runningCase(program, { node: 'both', by: { kind: 'message', name: 'm' } });
    expect(standsAtStart(program, c.state)).toBe(true);
    c.signal();
    expect([standsAtStart(program, c.state), c.open]).toEqual([false, ['a']]);
  });

  test('every trigger of its own start events, a multiple one\'s each, and nothing of a sub-process', async () => {
    const inner = `<subProcess id="sub"><startEvent id="inner"/><endEvent id="done"/>${path('inner', 'done')}</subProcess>`;
    const program = await programOf(drawing(`${start}<startEvent id="either">${message()}${signal}</startEvent>${inner}${end}${path('start', 'sub', 'end')}${path('either', 'sub')}`, { more: names }));
    expect(startsOf(program).map(({ node, trigger }) => `${node} ${trigger.kind}`)).toEqual(['start none', 'either message', 'either signal']);
    expect([startBy(program, 'message', 'm'), startBy(program, 'signal', 's'), startBy(program, 'signal', 'm'), startBy(program, 'message', 'n')]).toEqual(['either', 'either', undefined, undefined]);
  });
});
