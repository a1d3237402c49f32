import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { boundary, compensate, drawing, duration, end, error, loop, path, start, sub, undoneBy, user } from '../../support/drawing.ts';
import { begin, type RunningCase } from '../../support/runningCase.ts';

const cancelEnd = (id: string) => `<endEvent id="${id}"><cancelEventDefinition/></endEvent>`;
const cancelled = (on: string) => boundary(`${on}_cancelled`, on, '<cancelEventDefinition/>');
const transaction = (id: string, content: string) => sub(id, content).replace('<subProcess', '<transaction').replace(/<\/subProcess>$/, '</transaction>');

/** A booking: two bookings side by side, then a question whose answer calls the transaction off or not. */
const booking = `<startEvent id="t1"/><parallelGateway id="f"/>${user('hotel')}${undoneBy('hotel', 'undoHotel')}${user('flight')}${undoneBy('flight', 'undoFlight')}`
  + `<exclusiveGateway id="x" default="x_ok"/>${cancelEnd('no')}<endEvent id="ok"/>${path('t1', 'f', 'hotel')}${path('f', 'flight', 'x', 'ok')}`
  + '<sequenceFlow id="x_no" sourceRef="x" targetRef="no"><conditionExpression xsi:type="tFormalExpression">=off</conditionExpression></sequenceFlow>';
const whole = (content: string, more = '') => start + transaction('t', content) + cancelled('t') + user('after') + user('edge') + more + path('start', 't', 'after') + path('t_cancelled', 'edge');
const completed = (c: RunningCase, ...elements: string[]) => elements.map((element) => c.left.filter((left) => left === `${element}: completed`).length);

describe('a transaction', () => {
  test('that goes well is a sub-process', async () => {
    const c = await begin(whole(booking));
    c.complete('hotel');
    c.complete('flight', { variables: { off: false } });
    expect(c.open).toEqual(['after']);
  });

  test('called off withdraws what runs, undoes what is done, waits for that, and leaves by its edge', async () => {
    const c = await begin(whole(booking + user('more') + path('hotel', 'more')));
    c.complete('hotel');
    c.complete('flight', { variables: { off: true } });
    expect(c.open).toEqual(['undoFlight', 'undoHotel']);
    c.complete('undoFlight');
    c.complete('undoHotel');
    expect([c.open, completed(c, 't', 'no', 't_cancelled', 'more')]).toEqual([['edge'], [0, 1, 1, 0]]);
    expect([c.state.completions, c.state.compensations]).toEqual([undefined, undefined]);
  });

  test('called off with nothing done leaves at once', async () => {
    const c = await begin(whole('<startEvent id="t1"/>' + cancelEnd('no') + path('t1', 'no')));
    expect(c.open).toEqual(['edge']);
  });

  test('called off without a cancel event at its edge is undone, and the path ends', async () => {
    const c = await begin(start + transaction('t', '<startEvent id="t1"/>' + user('a') + undoneBy('a', 'undoA') + cancelEnd('no') + path('t1', 'a', 'no')) + user('after') + path('start', 't', 'after'));
    c.complete('a');
    c.complete('undoA');
    expect([c.status, completed(c, 'undoA', 'after')]).toEqual(['completed', [1, 0]]);
  });

  test('hears no event of its inside while it is undone, and its time may still run out', async () => {
    const c = await begin(whole(booking, boundary('late', 't', duration('PT1H')) + user('lost') + path('late', 'lost')));
    c.complete('hotel');
    c.complete('flight', { variables: { off: true } });
    c.until('2026-03-02T03:00:00.000Z');
    expect([c.open, c.state.compensations]).toEqual([['lost'], undefined]);
  });

  test('that an error leaves is a hazard: nothing is undone', async () => {
    const c = await begin(whole(`<startEvent id="t1"/>${user('a')}${undoneBy('a', 'undoA')}<endEvent id="bang">${error('e')}</endEvent>${path('t1', 'a', 'bang')}`, boundary('hazard', 't', error('e')) + user('hurt') + path('hazard', 'hurt')));
    c.complete('a');
    expect([c.open, completed(c, 'undoA')]).toEqual([['hurt'], [0]]);
  });

  test('is called off from a sub-process inside it too, whose work is undone with the rest', async () => {
    const inner = sub('s', `<startEvent id="s1"/>${user('b')}${undoneBy('b', 'undoB')}${cancelEnd('no')}${path('s1', 'b', 'no')}`);
    const c = await begin(whole(`<startEvent id="t1"/>${user('a')}${undoneBy('a', 'undoA')}${inner}${path('t1', 'a', 's')}`));
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['undoB', 'undoA']);
    c.complete('undoB');
    c.complete('undoA');
    expect(c.open).toEqual(['edge']);
  });

  test('that is done is undone by a compensation around it', async () => {
    const c = await begin(start + transaction('t', '<startEvent id="t1"/>' + user('a') + undoneBy('a', 'undoA') + path('t1', 'a')) + `<intermediateThrowEvent id="toss">${compensate('t')}</intermediateThrowEvent>` + end + path('start', 't', 'toss', 'end'));
    c.complete('a');
    expect(c.open).toEqual(['undoA']);
    c.complete('undoA');
    expect([c.status, completed(c, 't')]).toEqual(['completed', [1]]);
  });
});

describe('a transaction in a transaction', () => {
  const inner = transaction('i', `<startEvent id="i1"/>${user('a')}${undoneBy('a', 'undoA')}${user('b')}${cancelEnd('noI')}${path('i1', 'a', 'b', 'noI')}`) + cancelled('i') + user('edgeI') + path('i_cancelled', 'edgeI');
  const nested = whole(`<startEvent id="t1"/><parallelGateway id="f"/>${user('o')}${undoneBy('o', 'undoO')}${cancelEnd('no')}${inner}${path('t1', 'f', 'o', 'no')}${path('f', 'i')}`);

  test('called off inside leaves the outer one running', async () => {
    const c = await begin(nested);
    c.complete('a');
    c.complete('b');
    c.complete('undoA');
    expect(c.open).toEqual(['o', 'edgeI']);
  });

  test('called off outside withdraws the inner one, which was not done and is not undone', async () => {
    const c = await begin(nested);
    c.complete('a');
    c.complete('o');
    expect(c.open).toEqual(['undoO']);
    c.complete('undoO');
    expect([c.open, completed(c, 'undoA')]).toEqual([['edge'], [0]]);
  });
});

describe('a multi-instance transaction', () => {
  test('called off in one instance is called off whole: those done are undone too, those running are withdrawn', async () => {
    const inside = `<startEvent id="t1"/>${user('a')}${undoneBy('a', 'undoA')}${user('b')}<exclusiveGateway id="x" default="x_ok"/>${cancelEnd('no')}<endEvent id="ok"/>${path('t1', 'a', 'b', 'x', 'ok')}`
      + '<sequenceFlow id="x_no" sourceRef="x" targetRef="no"><conditionExpression xsi:type="tFormalExpression">=off</conditionExpression></sequenceFlow>';
    const c = await begin(whole(inside + loop('inputCollection="=[1,2,3]" inputElement="n"')));
    for (let n = 0; n < 3; n += 1) c.complete('a');
    c.complete('b', { variables: { off: false } });
    expect(c.open).toEqual(['b', 'b']);
    c.complete('b', { variables: { off: true } });
    expect(c.open).toEqual(['undoA', 'undoA']);
    c.complete('undoA');
    c.complete('undoA');
    expect([c.open, completed(c, 't_cancelled')]).toEqual([['edge'], [1]]);
  });
});

describe('a drawn transaction', () => {
  test('needs no trigger, and is read with what it contains', async () => {
    const { program, problems } = await compile(drawing(whole(booking) + end + path('after', 'end') + path('edge', 'end')), { profile: 'bpmn' });
    expect([program?.processes.p?.nodes.find(({ id }) => id === 't')?.kind, problems.filter(({ severity }) => severity === 'error')]).toEqual(['transaction', []]);
  });
});
