import { describe, expect, test } from '@jest/globals';
import { walkProgram } from '../../../engine/deadline/walk.ts';
import { boundary, call, drawing, duration, end, flow, loop, message, names, path, start, sub, user } from '../../support/drawing.ts';
import { uncheckedProgram } from '../../support/uncheckedProgram.ts';

const step = (id: string, days: number, more = '', inner = '') => user(id, `gov:limitAmount="${days}" ${more}`, inner);
const open = (): null => null;
const walk = async (content: string, called: Parameters<typeof uncheckedProgram>[1] = {}, decided: (key: string) => boolean | number | null = open) => walkProgram(await uncheckedProgram(drawing(content, { more: names }), called), decided);
const gate = (id: string, more = '') => `<exclusiveGateway id="${id}" ${more}/>`;

describe('the longest way', () => {
  test('given branches that run together, when it is walked, then it goes along the longer one and names elements and flows', async () => {
    const { days, path: way } = await walk(start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + step('a', 2) + step('b', 5) + end + path('start', 'f', 'a', 'j', 'end') + path('f', 'b', 'j'));

    expect([days, way.map(({ id }) => id).join(' ')]).toEqual([5, 'start start_f f f_b b b_j j j_end end']);
  });

  test('given a called process, when it is walked, then the way goes through what is inside it', async () => {
    const { processes } = await uncheckedProgram(drawing('<startEvent id="s"/>' + step('in', 4) + path('s', 'in'), { id: 'q' }));
    const { days, path: way } = await walk(start + call('c', 'q') + end + path('start', 'c', 'end'), processes);

    expect([days, way.map(({ process, id }) => `${process}:${id}`)]).toEqual([4, ['p:start', 'p:start_c', 'p:c', 'q:s', 'q:s_in', 'q:in', 'p:c_end', 'p:end']]);
  });

  test('given a process that calls itself, when it is walked, then the call inside counts nothing', async () => {
    expect((await walk(start + step('a', 3) + call('c', 'p') + path('start', 'a', 'c'))).days).toBe(3);
  });

  test.each([
    ['a timer that waits two working days', '<intermediateCatchEvent id="w"><timerEventDefinition gov:workingDays="2"/></intermediateCatchEvent>', 2],
    ['a timer that waits two weeks', `<intermediateCatchEvent id="w">${duration('P14D')}</intermediateCatchEvent>`, 10],
    ['a standard loop of at most three rounds', step('w', 2, '', '<standardLoopCharacteristics loopMaximum="3"/>'), 6],
    ['two instances one after another', step('w', 2, '', '<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>'), 4],
    ['two instances together', step('w', 2, '', '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>'), 2],
    ['a step without a limit that a timer ends', user('w') + boundary('b', 'w', '<timerEventDefinition gov:workingDays="4"/>') + '<endEvent id="be"/>' + path('b', 'be'), 4],
  ])('counts %s', async (_title, drawn, days) => {
    expect((await walk(start + drawn + end + path('start', 'w', 'end'))).days).toBeCloseTo(days, 6);
  });

  test('given answers that decide a branch and the number of instances, when it is walked, then only they count', async () => {
    const drawn = start + gate('x', 'default="x_b"') + step('a', 9) + step('b', 2, '', loop('inputCollection="=list" inputElement="one"', { sequential: true })) + end + path('start', 'x', 'b', 'end') + flow('x', 'a', 'sale') + path('a', 'end');

    expect([(await walk(drawn)).days, (await walk(drawn, {}, (key) => (key === 'x_a' ? false : 3))).days, (await walk(drawn, {}, (key) => (key === 'x_a' ? true : 3))).days]).toEqual([9, 6, 9]);
  });
});

describe('what to know of the sum', () => {
  const notesOf = async (content: string, called: Parameters<typeof uncheckedProgram>[1] = {}) => (await walk(content, called)).notes.map(({ kind, id, other, days }) => [kind, id, other, days].filter((each) => each !== undefined).join(' '));

  test.each([
    ['a clock that stands', start + step('pay', 10, 'gov:clock="stop"') + end + path('start', 'pay', 'end'), ['stopped pay']],
    ['a loop, with what each further round takes', start + gate('m') + step('a', 3) + gate('x', 'default="x_end"') + end + path('start', 'm', 'a', 'x', 'end') + flow('x', 'm', 'again'), ['loop x m 3']],
    ['a step that nobody gives a limit', start + user('a') + end + path('start', 'a', 'end'), ['untimed a']],
    ['a message that may never come', start + `<intermediateCatchEvent id="w">${message()}</intermediateCatchEvent>` + end + path('start', 'w', 'end'), ['untimed w']],
    ['a number of rounds that nobody knows', start + step('a', 2, '', loop('inputCollection="=later" inputElement="one"', { sequential: true })) + end + path('start', 'a', 'end'), ['times a']],
    ['a limit that is shorter than what is inside', start + sub('s', '<startEvent id="s1"/>' + step('a', 5) + path('s1', 'a'), 'gov:limitAmount="3"') + end + path('start', 's', 'end'), ['inside s 5']],
    ['a limit from acceptance that is over before the step begins', start + step('a', 5) + step('b', 3, 'gov:limitFrom="acceptance"') + end + path('start', 'a', 'b', 'end'), ['late b 2']],
    ['a step that starts the limit around it anew', start + sub('s', '<startEvent id="s1"/>' + step('fix', 9, 'gov:clock="restart"') + path('s1', 'fix'), 'gov:limitAmount="3"') + end + path('start', 's', 'end'), ['stopped fix', 'restarts s 3']],
    ['an event sub-process, which is not counted', start + step('a', 1) + end + path('start', 'a', 'end') + `<subProcess id="e" triggeredByEvent="true"><startEvent id="es">${message()}</startEvent>${step('b', 50)}${path('es', 'b')}</subProcess>`, ['beside e']],
  ])('names %s', async (_title, drawn, notes) => {
    expect(await notesOf(drawn)).toEqual(notes);
  });

  test('given a flow that only turns, when it is walked, then what lies on the circle is counted once', async () => {
    const { days, notes } = await walk(start + gate('m') + step('a', 3) + path('start', 'm', 'a', 'm'));

    expect([days, notes.map(({ kind }) => kind)]).toEqual([3, ['loop']]);
  });
});
