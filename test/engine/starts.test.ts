import { describe, expect, test } from '@jest/globals';
import { startBy, startsOf } from '../../engine/starts.ts';
import { drawing, end, message, names, path, programOf, signal, start } from '../support/drawing.ts';

describe('what starts a process', () => {
  test('every trigger of its own start events, a multiple one\'s each, and nothing of a sub-process', async () => {
    const inner = `<subProcess id="sub"><startEvent id="inner"/><endEvent id="done"/>${path('inner', 'done')}</subProcess>`;
    const program = await programOf(drawing(`${start}<startEvent id="either">${message()}${signal}</startEvent>${inner}${end}${path('start', 'sub', 'end')}${path('either', 'sub')}`, { more: names }));
    expect(startsOf(program).map(({ node, trigger }) => `${node} ${trigger.kind}`)).toEqual(['start none', 'either message', 'either signal']);
    expect([startBy(program, 'message', 'm'), startBy(program, 'signal', 's'), startBy(program, 'signal', 'm'), startBy(program, 'message', 'n')]).toEqual(['either', 'either', undefined, undefined]);
  });
});
