import { describe, expect, test } from '@jest/globals';
import { caught, ended, escalation, escalations, otherSignal } from '../../support/events.ts';
import { boundary, call, drawing, duration, end, error, loop, message, names, path, processOf, programOf, signal, start, sub, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const fork = '<parallelGateway id="fork"/>';
const terminateEnd = '<endEvent id="stop"><terminateEventDefinition/></endEvent>';
const errorEnd = (id?: string) => `<endEvent id="failed">${error(id)}</endEvent>`;

describe('an end event', () => {
  test('ends its own path and no other', async () => {
    const c = await begin(start + fork + user('a') + user('b') + end + '<endEvent id="end2"/>' + path('start', 'fork', 'a', 'end') + path('fork', 'b', 'end2'));
    c.complete('a');
    expect([c.status, c.open]).toEqual(['running', ['b']]);
    c.complete('b');
    expect(c.status).toBe('completed');
  });

  test('terminate ends everything in the case at once', async () => {
    const c = await begin(start + fork + user('a') + user('b') + end + terminateEnd + path('start', 'fork', 'a', 'stop') + path('fork', 'b', 'end'));
    c.complete('a');
    expect(c.status).toBe('terminated');
    expect(c.left).toContain('b: cancelled');
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'closed', element: 'b', how: 'cancelled' }));
  });

  test('terminate ends the case also while an event sub-process of it waits for an operator', async () => {
    const unread = `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">${duration('=wait')}</startEvent></subProcess>`;
    const c = await begin(start + user('a') + terminateEnd + path('start', 'a', 'stop') + unread);
    c.complete('a');
    expect([c.status, c.incidents]).toEqual(['terminated', []]);
  });

  test('terminate inside a sub-process ends the sub-process alone, and the flow goes on after it', async () => {
    const inside = '<startEvent id="s1"/><parallelGateway id="fork"/>' + user('a') + user('b') + terminateEnd + path('s1', 'fork', 'a', 'stop') + path('fork', 'b');
    const c = await begin(start + sub('s', inside) + user('after') + end + path('start', 's', 'after', 'end'));
    c.complete('a');
    expect([c.status, c.open]).toEqual(['running', ['after']]);
  });

  test('terminate ends the one instance of a multi-instance sub-process, or the event sub-process, that it stands in', async () => {
    const inside = '<startEvent id="s1"/><parallelGateway id="fork"/>' + user('a') + user('b') + terminateEnd + path('s1', 'fork', 'a', 'stop') + path('fork', 'b');
    const many = await begin(start + sub('s', inside + loop('inputCollection="=[1,2]"')) + user('after') + path('start', 's', 'after'));
    many.complete('a');
    expect(many.open).toEqual(['a', 'b']);
    many.complete('a');
    expect(many.open).toEqual(['after']);
    const handler = `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">${message()}</startEvent>${user('hu')}<endEvent id="hstop"><terminateEventDefinition/></endEvent>${path('hs', 'hu', 'hstop')}</subProcess>`;
    const beside = await begin(start + user('a') + path('start', 'a') + handler);
    beside.message('m');
    beside.complete('hu');
    expect([beside.open, beside.status]).toEqual([['a'], 'running']);
  });

  test('terminate in a called process ends that process alone', async () => {
    const called = await processOf(drawing(start + fork + user('a') + user('b') + terminateEnd + path('start', 'fork', 'a', 'stop') + path('fork', 'b'), { id: 'q' }));
    const c = await begin(start + call('c', 'q') + user('after') + end + path('start', 'c', 'after', 'end'), { called });
    c.complete('a');
    expect(c.open).toEqual(['after']);
  });

  test.each([
    ['a message', message(), { type: 'throwMessage', name: 'm' }],
    ['a signal', signal, { type: 'throwSignal', name: 's' }],
  ])('throws %s to whoever waits, here and outside', async (_what, definition, told) => {
    const c = await begin(start + ended('e', definition) + path('start', 'e'));
    expect([c.status, c.commands]).toEqual(['completed', [expect.objectContaining({ ...told, element: 'e', variables: {} })]]);
    const heard = await begin(start + fork + ended('e', definition) + caught('w', definition) + user('a') + path('start', 'fork', 'e') + path('fork', 'w', 'a'));
    expect(heard.open).toEqual(['a']);
  });

  test('a signal from the end of a sub-process is heard beside it, and the flow goes on', async () => {
    const c = await begin(start + fork + sub('s', '<startEvent id="s1"/>' + ended('e', signal) + path('s1', 'e')) + user('after') + caught('w', signal) + user('heard') + path('start', 'fork', 's', 'after') + path('fork', 'w', 'heard'));
    expect(c.open.toSorted()).toEqual(['after', 'heard']);
  });

  test('an escalation nobody hears is lost; the path ends', async () => {
    const c = await begin(start + ended('e', escalation('x')) + path('start', 'e'), { more: escalations });
    expect([c.status, c.incidents]).toEqual(['completed', []]);
  });

  test('throws each of several, what ends the path last', async () => {
    const several = ended('e', '<terminateEventDefinition/>' + signal + message() + otherSignal);
    const c = await begin(start + fork + several + caught('w', signal) + user('a') + path('start', 'fork', 'e') + path('fork', 'w', 'a'), { more: escalations });
    expect([c.status, c.commands.map((command) => ('name' in command ? command.name : command.type))]).toEqual(['terminated', ['s', 'm', 't']]);
    const inside = '<startEvent id="s1"/>' + ended('e', signal + escalation('x')) + path('s1', 'e');
    const both = await begin(start + sub('s', inside) + boundary('b', 's', escalation('x')) + user('edge') + user('after') + path('start', 's', 'after') + path('b', 'edge'), { more: escalations });
    expect([both.open, both.commands.length]).toEqual([['edge'], 1]);
  });

  test.each([
    ['the code it throws', 'e', ['byE']],
    ['any code', undefined, ['byE']],
  ])('an error is caught at the edge by %s', async (_what, caught, open) => {
    const inside = '<startEvent id="s1"/>' + user('other') + errorEnd('e') + '<parallelGateway id="fork"/>' + path('s1', 'fork', 'failed') + path('fork', 'other');
    const c = await begin(start + sub('s', inside) + boundary('edge', 's', error(caught)) + user('byE') + end + path('start', 's', 'end') + path('edge', 'byE', 'end'));
    expect(c.open).toEqual(open);
    expect(c.left).toContain('other: cancelled');
  });

  test('an error of another code is caught by nobody: the thrower waits as an incident, which an operator may retry or let pass', async () => {
    const inside = '<startEvent id="s1"/>' + errorEnd('f') + path('s1', 'failed');
    const drawn = start + sub('s', inside) + boundary('edge', 's', error('e')) + user('after') + end + path('start', 's', 'after', 'end') + path('edge', 'end');
    const c = await begin(drawn);
    expect(c.incidents).toEqual(['failed: ERROR_UNCAUGHT']);
    c.settle('retry');
    expect(c.incidents).toEqual(['failed: ERROR_UNCAUGHT']);
    c.settle('skip');
    expect([c.incidents, c.open]).toEqual([[], ['after']]);
  });

  test('a named code is caught before a catch-all, the inner edge before the outer', async () => {
    const inner = '<startEvent id="s2"/>' + errorEnd('e') + path('s2', 'failed');
    const outer = '<startEvent id="s1"/>' + sub('in', inner) + boundary('any', 'in', error()) + boundary('named', 'in', error('e')) + user('a') + user('b') + path('s1', 'in') + path('any', 'a') + path('named', 'b');
    const c = await begin(start + sub('out', outer) + boundary('far', 'out', error('e')) + user('c') + path('start', 'out') + path('far', 'c'));
    expect(c.open).toEqual(['b']);
  });

  test('an error passes through call activities up to a catcher of the caller', async () => {
    const deep = await processOf(drawing(start + errorEnd('e') + path('start', 'failed'), { id: 'deep', more: names }));
    const q = (await programOf(drawing(start + call('d', 'deep') + end + path('start', 'd', 'end'), { id: 'q', more: names }), { called: deep })).processes;
    const c = await begin(start + call('c', 'q') + boundary('edge', 'c', error('e')) + user('caught') + end + path('start', 'c', 'end') + path('edge', 'caught', 'end'), { called: { ...q, ...deep } });
    expect([c.open, c.status]).toEqual([['caught'], 'running']);
  });

  test.each([
    ['an error', errorEnd('e'), error('e')],
    ['an escalation that is caught in its place', ended('failed', escalation('x')), escalation('x')],
  ])('%s is caught before anything else moves', async (_what, thrower, definition) => {
    const inside = '<startEvent id="s1"/><parallelGateway id="fork"/>' + thrower + '<intermediateThrowEvent id="pass"/>' + user('never') + path('s1', 'fork', 'failed') + path('fork', 'pass', 'never');
    const c = await begin(start + sub('s', inside) + boundary('edge', 's', definition) + user('caught') + path('start', 's') + path('edge', 'caught'), { more: escalations });
    expect([c.open, c.left.includes('pass: completed')]).toEqual([['caught'], false]);
  });

  test('two errors thrown at once by one scope have one effect', async () => {
    const inside = '<startEvent id="s1"/><parallelGateway id="fork"/>' + errorEnd('e') + `<endEvent id="failed2">${error('e')}</endEvent>` + path('s1', 'fork', 'failed') + path('fork', 'failed2');
    const c = await begin(start + sub('s', inside) + boundary('edge', 's', error('e')) + user('caught') + path('start', 's') + path('edge', 'caught'));
    expect(c.open).toEqual(['caught']);
  });
});
