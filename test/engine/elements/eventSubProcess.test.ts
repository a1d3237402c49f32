import { describe, expect, test } from '@jest/globals';
import { caughtEvents, ended, escalation, escalations, parallelMultiple, thrown } from '../../support/events.ts';
import { call, drawing, duration, cycle, end, error, message, path, processOf, service, signal, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const handler = (definition: string, attributes = '', id = 'h') => `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}s" ${attributes}>${definition}</startEvent>${user(`${id}u`)}${path(`${id}s`, `${id}u`)}</subProcess>`;
const drawn = (definition: string, attributes = '') => start + user('a') + end + path('start', 'a', 'end') + handler(definition, attributes);
const NOT = 'isInterrupting="false"';

describe('an event sub-process', () => {
  test.each(caughtEvents)('takes the place of all that runs in its scope when $what comes, or runs beside it', async ({ definition, half, happen, again }) => {
    const instead = await begin(drawn(definition));
    half?.(instead);
    expect(instead.open).toEqual(['a']);
    happen(instead);
    expect([instead.open, instead.due]).toEqual([['hu'], null]);
    instead.complete('hu');
    expect(instead.status).toBe('completed');

    const beside = await begin(drawn(definition, NOT));
    happen(beside);
    again?.(beside);
    expect(beside.open).toEqual(again ? ['a', 'hu', 'hu'] : ['a', 'hu']);
    if (again) beside.complete('hu');
    beside.complete('a');
    expect(beside.status).toBe('running');
    beside.complete('hu');
    expect(beside.status).toBe('completed');
  });

  test.each(caughtEvents)('inside a sub-process concerns that alone when $what comes', async ({ definition, happen }) => {
    const nested = (attributes: string) => start + '<parallelGateway id="f"/>' + user('out') + sub('s', '<startEvent id="s1"/>' + user('in') + path('s1', 'in') + handler(definition, attributes)) + user('after') + path('start', 'f', 's', 'after') + path('f', 'out');
    const instead = await begin(nested(''));
    happen(instead);
    expect(instead.open).toEqual(['out', 'hu']);
    instead.complete('hu');
    expect(instead.open).toEqual(['out', 'after']);

    const beside = await begin(nested(NOT));
    happen(beside);
    expect(beside.open).toEqual(['out', 'in', 'hu']);
    beside.complete('in');
    beside.complete('hu');
    expect(beside.open).toEqual(['out', 'after']);
  });

  test('of all of several waits for each of them, and beside the others from the first again', async () => {
    const { attributes, definition, half, happen } = parallelMultiple;
    const instead = await begin(drawn(definition, attributes));
    half(instead);
    expect(instead.open).toEqual(['a']);
    happen(instead);
    expect(instead.open).toEqual(['hu']);

    const beside = await begin(drawn(definition, `${attributes} ${NOT}`));
    for (let i = 0; i < 2; i += 1) {
      happen(beside);
      half(beside);
    }
    expect(beside.open).toEqual(['a', 'hu', 'hu']);
  });

  const thrower = thrown('t', escalation('x')) + user('in');

  test.each([
    ['its code', 'x', ['hu']],
    ['any code', undefined, ['hu']],
    ['another code', 'y', ['in']],
  ])('hears an escalation of its scope by %s, and takes the place of it', async (_what, code, open) => {
    expect((await begin(start + thrower + path('start', 't', 'in') + handler(escalation(code)), { more: escalations })).open).toEqual(open);
  });

  test.each([
    ['an embedded sub-process', sub('s', '<startEvent id="s1"/>' + thrower + path('s1', 't', 'in'))],
    ['a called process', call('s', 'q')],
    ['itself', ''],
  ])('beside hears an escalation from inside its scope: from %s', async (_what, inner) => {
    const called = await processOf(drawing(start + thrower + path('start', 't', 'in'), { id: 'q', more: escalations }));
    const c = await begin(start + (inner ? inner + path('start', 's') : thrower + path('start', 't', 'in')) + handler(escalation('x'), NOT), { called, more: escalations });
    expect(c.open.toSorted()).toEqual(['hu', 'in']);
  });

  test('hears an escalation before the edge of its scope does, and may tell it on: to the edge, to a sibling, never to itself', async () => {
    const again = (id: string, code: string, told = code) => `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}s" ${NOT}>${escalation(code)}</startEvent>${user(`${id}u`)}${ended(`${id}e`, escalation(told))}${path(`${id}s`, `${id}u`, `${id}e`)}</subProcess>`;
    const inside = '<startEvent id="s1"/>' + thrower + path('s1', 't', 'in');
    const c = await begin(start + sub('s', inside + again('h', 'x')) + `<boundaryEvent id="b" attachedToRef="s" cancelActivity="false">${escalation()}</boundaryEvent>` + user('edge') + path('start', 's') + path('b', 'edge'), { more: escalations });
    expect(c.open.toSorted()).toEqual(['hu', 'in']);
    c.complete('hu');
    expect(c.open.toSorted()).toEqual(['edge', 'in']);

    const sibling = await begin(start + sub('s', inside + again('h', 'x', 'y') + handler(escalation('y'), NOT, 'k')) + path('start', 's'), { more: escalations });
    sibling.complete('hu');
    expect(sibling.open.toSorted()).toEqual(['in', 'ku']);

    const nobody = await begin(start + sub('s', inside + again('h', 'x')) + path('start', 's'), { more: escalations });
    nobody.complete('hu');
    expect(nobody.open).toEqual(['in']);
  });

  test('beside may come again and again: by message, by a cycle', async () => {
    const byMessage = await begin(drawn(message(), NOT));
    byMessage.message('m');
    byMessage.message('m');
    expect(byMessage.open).toEqual(['a', 'hu', 'hu']);
    const byTime = await begin(drawn(cycle('R2/P1D'), NOT));
    byTime.until('2026-03-09T01:00:00.000Z');
    expect(byTime.open).toEqual(['a', 'hu', 'hu']);
  });

  test('keeps what the event brings with the case', async () => {
    const c = await begin(drawn(message(), NOT));
    c.message('m', { variables: { x: 1 } });
    expect(c.variables).toEqual({ x: 1 });
  });

  test('knows what the event brings from its first moment on: what listens inside it does', async () => {
    const inner = `<subProcess id="k" triggeredByEvent="true"><startEvent id="ks">${duration('=wait')}</startEvent>${user('ku')}${path('ks', 'ku')}</subProcess>`;
    const c = await begin(start + user('a') + path('start', 'a') + `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs">${message()}</startEvent>${user('hu')}${inner}${path('hs', 'hu')}</subProcess>`);
    c.message('m', { variables: { wait: 'P2D' } });
    expect([c.incidents, c.due]).toEqual([[], '2026-03-04T01:00:00.000Z']);
  });

  test('catches an error from anywhere in its scope, before the edge does', async () => {
    const inside = '<startEvent id="s1"/>' + service('job') + user('other') + '<parallelGateway id="f"/>' + path('s1', 'f', 'job') + path('f', 'other') + handler(error('e'));
    const c = await begin(start + sub('s', inside) + `<boundaryEvent id="b" attachedToRef="s">${error('e')}</boundaryEvent>` + user('edge') + path('start', 's') + path('b', 'edge'));
    c.answer('job', { kind: 'error', code: 'E' });
    expect(c.open).toEqual(['hu']);
  });

  test('of two interrupting ones that hear one signal the first by drawing runs (B-25)', async () => {
    const c = await begin(start + user('a') + path('start', 'a') + handler(signal) + handler(signal, '', 'k'));
    c.signal();
    expect(c.open).toEqual(['hu']);
  });

  test('is not heard any more once its scope has been interrupted or has ended', async () => {
    const c = await begin(start + sub('s', '<startEvent id="s1"/>' + user('in') + path('s1', 'in') + handler(message(), NOT)) + user('after') + path('start', 's', 'after'));
    c.complete('in');
    c.message('m');
    expect(c.open).toEqual(['after']);
  });

  test('whose time cannot be read is an incident of its scope, not of the case: the flow runs, and the scope stays open until it is settled', async () => {
    const c = await begin(drawn(duration('=wait')));
    expect([c.incidents, c.open]).toEqual([['p: VAR_UNDEFINED'], ['a']]);
    c.complete('a');
    expect(c.status).toBe('running');
    c.settle('retry', { wait: 'P1D' });
    expect(c.status).toBe('completed');
  });

  test.each([
    ['a sub-process', (inside: string) => start + sub('s', '<startEvent id="s1"/>' + inside) + user('after') + path('start', 's', 'after')],
    ['another event sub-process', (inside: string) => start + user('a') + path('start', 'a') + `<subProcess id="s" triggeredByEvent="true"><startEvent id="s1">${message()}</startEvent>${inside}</subProcess>`],
  ])('whose time cannot be read in %s is heard by a retry, and what is done there meanwhile is not done again', async (_what, around) => {
    const c = await begin(around(user('in') + path('s1', 'in') + handler(duration('=wait'))));
    c.message('m');
    expect([c.incidents, c.open]).toEqual([['s: VAR_UNDEFINED'], ['in']]);
    c.complete('in');
    expect(c.open).toEqual([]);
    c.settle('retry', { wait: 'P1D' });
    expect([c.entered.filter((element) => element === 'in'), c.left.includes('s: completed'), c.incidents, c.due]).toEqual([['in'], true, [], null]);
  });

  test('heard again after a retry while the flow runs', async () => {
    const c = await begin(drawn(duration('=wait')));
    c.settle('retry', { wait: 'P1D' });
    expect([c.open, c.due]).toEqual([['a'], '2026-03-03T01:00:00.000Z']);
  });

  test('whose time cannot be read keeps no other from being heard, and its retry lets none that has happened happen again', async () => {
    const beside = (id: string, text: string) => `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}s" isInterrupting="false">${duration(text)}</startEvent>${user(`${id}u`)}${path(`${id}s`, `${id}u`)}</subProcess>`;
    const c = await begin(start + user('a') + path('start', 'a') + beside('h', 'PT1H') + beside('k', '=wait') + beside('l', 'PT2H'));
    c.until('2026-03-02T04:00:00.000Z');
    expect([c.incidents, c.open]).toEqual([['p: VAR_UNDEFINED'], ['a', 'hu', 'lu']]);
    c.settle('retry', { wait: 'PT1H' });
    c.until('2026-03-02T08:00:00.000Z');
    expect([c.incidents, c.open]).toEqual([[], ['a', 'hu', 'lu', 'ku']]);
  });

  test('is refused with flows to it or from it', async () => {
    const { compile } = await import('../../../engine/compile.ts');
    const { problems } = await compile(drawing(start + user('a') + end + path('start', 'a', 'end') + handler(duration('P1D')) + path('a', 'h') + path('h', 'end')), { profile: 'bpmn' });
    expect(problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['EVENT_SUB_PROCESS_WITH_INCOMING', 'EVENT_SUB_PROCESS_WITH_OUTGOING']);
  });
});
