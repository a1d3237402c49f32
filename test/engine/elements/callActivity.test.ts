import { describe, expect, test } from '@jest/globals';
import { boundary, call, compensate, drawing, duration, end, error, flow, loop, message, names, path, processOf, start, sub, undoneBy, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const q = await processOf(drawing(start + user('in', 'gov:opinions="agree,disagree"') + end + path('start', 'in', 'end'), { id: 'q' }));
const input = (target: string, source: string) => `<zeebe:input source="=${source}" target="${target}"/>`;
const output = (target: string, source: string) => `<zeebe:output source="=${source}" target="${target}"/>`;
const io = (...lines: string[]) => `<zeebe:ioMapping>${lines.join('')}</zeebe:ioMapping>`;
const one = (inner = '', attributes = '') => start + call('c', 'q', inner, attributes) + user('after') + end + path('start', 'c', 'after', 'end');
const given = { called: q, variables: { n: 1, secret: 's' } };

describe('a call activity', () => {
  test('runs the called process inside the case and goes on when that has ended', async () => {
    const c = await begin(one(), given);
    expect(c.open).toEqual(['in']);
    c.complete('in', { opinion: 'agree' });
    expect(c.open).toEqual(['after']);
  });

  test('without a mapping shares the variables: what is written inside is seen outside at once', async () => {
    const c = await begin(one(), given);
    c.complete('in', { opinion: 'agree', variables: { n: 2, fresh: true } });
    expect(c.variables).toMatchObject({ n: 2, secret: 's', fresh: true });
  });

  test('in parallel calls no opinion and no value is lost to another\'s copy', async () => {
    const c = await begin(start + '<parallelGateway id="f"/>' + call('c', 'q') + call('d', 'q') + user('side') + path('start', 'f', 'c') + path('f', 'd') + path('f', 'side'), given);
    c.complete('side', { variables: { n: 9 } });
    c.complete('in', { opinion: 'agree' });
    c.complete('in', { opinion: 'agree' });
    expect([c.variables.n, (c.variables.opinions as unknown[]).length]).toEqual([9, 2]);
  });

  test('with mappings is closed: it sees its inputs and gives back its outputs, nothing else', async () => {
    const c = await begin(one(io(input('x', 'n + 1'), output('y', 'x * 10'))), given);
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'opened', variables: {} }));
    c.complete('in', { opinion: 'agree', variables: { x: 5, secret: 'overwritten' } });
    expect(c.variables).toEqual({ n: 1, secret: 's', y: 50 });
  });

  test.each([
    ['only inputs gives back what it wrote, not what it was given', io(input('x', 'n + 1')), '', { n: 1, secret: 's', z: 3, opinion: 'agree', opinions: expect.anything() }],
    ['propagateAllChildVariables="false" gives back nothing', '', 'propagateAllChildVariables="false"', { n: 1, secret: 's' }],
  ])('with %s', async (_what, inner, attributes, variables) => {
    const c = await begin(one(inner, attributes), given);
    c.complete('in', { opinion: 'agree', variables: { z: 3 } });
    expect(c.variables).toEqual(variables);
  });

  test('with propagateAllParentVariables="false" sees nothing of the case', async () => {
    const asks = await processOf(drawing(start + '<exclusiveGateway id="g"/>' + end + path('start', 'g') + flow('g', 'end', 'n = 1'), { id: 'q' }));
    expect((await begin(one('', 'propagateAllParentVariables="false"'), { ...given, called: asks })).incidents).toEqual(['g: VAR_UNDEFINED']);
    expect((await begin(one(), { ...given, called: asks })).open).toEqual(['after']);
  });

  test('runs for each participant, each with its own', async () => {
    const inner = io(input('who', 'p'), output('said', 'answer'));
    const c = await begin(start + call('c', 'q', inner).replace('</callActivity>', loop('inputCollection="=[&quot;a&quot;,&quot;b&quot;]" inputElement="p" outputCollection="all" outputElement="=p + said"') + '</callActivity>') + user('after') + path('start', 'c', 'after'), given);
    c.complete('in', { opinion: 'agree', variables: { answer: '1' } });
    c.complete('in', { opinion: 'agree', variables: { answer: '2' } });
    expect(c.open).toEqual(['after']);
    expect(c.variables.all).toEqual(['a1', 'b2']);
  });

  test('a recursion without an end stops as an incident at the eighth call (B-26)', async () => {
    const r = { r: { key: 'r', name: 'r', nodes: [
      { id: 's', kind: 'startEvent', trigger: { kind: 'none' }, interrupting: true, scope: 'r', incoming: [], outgoing: ['s_c'] },
      { id: 'c', kind: 'callActivity', activity: true, calls: 'r', scope: 'r', incoming: ['s_c'], outgoing: [] },
    ], flows: [{ id: 's_c', source: 's', target: 'c' }] } } as const;
    const c = await begin(start + call('c', 'r') + path('start', 'c'), { called: r });
    expect(c.incidents).toEqual(['c: CALL_TOO_DEEP']);
    expect(Object.values(c.state.instances).filter(({ node }) => node === null)).toHaveLength(8);
  });

  test('so does one whose calls stand in sub-processes: those are none, and are not counted (B-26)', async () => {
    const r = { r: { key: 'r', name: 'r', nodes: [
      { id: 's', kind: 'startEvent', trigger: { kind: 'none' }, interrupting: true, scope: 'r', incoming: [], outgoing: ['s_b'] },
      { id: 'b', kind: 'subProcess', activity: true, scope: 'r', incoming: ['s_b'], outgoing: [] },
      { id: 't', kind: 'startEvent', trigger: { kind: 'none' }, interrupting: true, scope: 'b', incoming: [], outgoing: ['t_c'] },
      { id: 'c', kind: 'callActivity', activity: true, calls: 'r', scope: 'b', incoming: ['t_c'], outgoing: [] },
    ], flows: [{ id: 's_b', source: 's', target: 'b' }, { id: 't_c', source: 't', target: 'c' }] } } as const;
    const c = await begin(start + call('c', 'r') + path('start', 'c'), { called: r });
    expect(c.incidents).toEqual(['c: CALL_TOO_DEEP']);
    expect(Object.values(c.state.instances).filter(({ node }) => node === null)).toHaveLength(8);
  });

  test('what it gives its process, all that is visible where only outputs are mapped, must have room in the case', async () => {
    const text = 'x'.repeat(60_000);
    const c = await begin(one(io(output('said', 'answer'))), { called: q, variables: { a: text, b: text, c: text } });
    expect(c.incidents).toEqual(['c: STATE_TOO_LARGE']);
    c.settle('retry', { a: '', b: '' });
    expect([c.incidents, c.open]).toEqual([[], ['in']]);
  });

  const escalation = (id: string) => `<escalationEventDefinition escalationRef="${id}"/>`;
  const inner = (content: string) => processOf(drawing(content, { id: 'q', more: names + '<escalation id="esc" escalationCode="ESC"/>' }));

  test.each([
    ['an error', error('e'), ['other']],
    ['an escalation that interrupts', escalation('esc'), ['other']],
    ['a terminate end, which ends the called process alone,', '<terminateEventDefinition/>', ['beside', 'after']],
  ])('across its edge comes %s', async (_what, thrown, open) => {
    const q1 = await inner(start + '<parallelGateway id="g"/>' + user('in') + user('still') + `<endEvent id="bang">${thrown}</endEvent>` + path('start', 'g', 'in', 'bang') + path('g', 'still'));
    const edges = boundary('caught', 'c', error('e')) + boundary('told', 'c', escalation('esc')) + user('other') + '<exclusiveGateway id="m"/>' + path('caught', 'm', 'other') + path('told', 'm');
    const c = await begin(start + '<parallelGateway id="f"/>' + call('c', 'q') + user('after') + user('beside') + edges + path('start', 'f', 'c', 'after') + path('f', 'beside'), { called: q1, more: '<escalation id="esc" escalationCode="ESC"/>' });
    c.complete('in');
    expect(c.open.filter((element) => open.includes(element))).toEqual(open);
    expect(c.open).not.toContain('still');
  });

  test.each([
    ['an error', error('e'), '', '', { n: 2, fresh: 3 }],
    ['an escalation', escalation('esc'), '', '', { n: 2, fresh: 3 }],
    ['an error, where inputs alone are mapped,', error('e'), io(input('m', 'n')), '', { n: 2, fresh: 3 }],
    ['an error, where an input has the name it has outside,', error('e'), io(input('n', 'n')), '', { n: 2, fresh: 3 }],
    ['an error, where outputs are mapped, which a call gives when it has ended,', error('e'), io(output('y', 'fresh')), '', { n: 1 }],
    ['an error, where nothing comes back,', error('e'), '', 'propagateAllChildVariables="false"', { n: 1 }],
  ])('with %s gives back what was written inside before it was thrown', async (_what, thrown, mapped, attributes, variables) => {
    const q1 = await inner(start + user('in') + `<endEvent id="bang">${thrown}</endEvent>` + path('start', 'in', 'bang'));
    const edges = boundary('caught', 'c', error('e')) + boundary('told', 'c', escalation('esc')) + user('other') + '<exclusiveGateway id="m"/>' + path('caught', 'm', 'other') + path('told', 'm');
    const c = await begin(start + call('c', 'q', mapped, attributes) + edges + path('start', 'c'), { called: q1, variables: { n: 1 }, more: '<escalation id="esc" escalationCode="ESC"/>' });
    c.complete('in', { variables: { n: 2, fresh: 3 } });
    expect([c.open, c.variables]).toEqual([['other'], variables]);
    // As it is told: first what was written, then that the event is over.
    expect(c.log.findLastIndex(({ type }) => type === 'variables')).toBeLessThan(c.log.findIndex((entry) => entry.type === 'left' && entry.element === 'bang'));
  });

  test.each([[error('e'), 'other'], ['', 'in']])('as an instance whose results are collected keeps the rest to itself, also where an error ends it', async (thrown, open) => {
    const q1 = await inner(start + user('in') + `<endEvent id="bang">${thrown}</endEvent>` + path('start', 'in', 'bang'));
    const each = call('c', 'q', io(input('x', 'it'))).replace('</callActivity>', loop('inputCollection="=list" inputElement="it" outputCollection="rs" outputElement="=r"') + '</callActivity>');
    const c = await begin(start + each + boundary('caught', 'c', error('e')) + user('other') + path('start', 'c') + path('caught', 'other'), { called: q1, variables: { list: [1, 2] } });
    c.complete('in', { variables: { r: 7 } });
    expect([c.open, c.variables]).toEqual([[open], { list: [1, 2] }]);
  });

  test('gives nothing back while it goes on: an error of a handler is caught by whoever compensates', async () => {
    const failing = sub('undo', `<startEvent id="u1"/>${user('look')}<endEvent id="bang">${error('e')}</endEvent>` + path('u1', 'look', 'bang'), 'isForCompensation="true"');
    const caught = sub('inside', `<startEvent id="fails">${error('e')}</startEvent>` + user('fix') + path('fails', 'fix'), 'triggeredByEvent="true"');
    const undoing = sub('beside', `<startEvent id="asked" isInterrupting="false">${message()}</startEvent><intermediateThrowEvent id="toss">${compensate()}</intermediateThrowEvent>` + path('asked', 'toss') + caught, 'triggeredByEvent="true"');
    const q1 = await inner(start + user('in') + undoneBy('in', 'undo', failing) + user('still') + end + path('start', 'in', 'still', 'end') + undoing);
    const c = await begin(one(io(input('m', 'n'))), { called: q1, variables: { n: 1 } });
    c.complete('in', { variables: { written: true } });
    c.message('m');
    c.complete('look');
    expect([c.open, c.variables]).toEqual([['still', 'fix'], { n: 1 }]);
  });

  test('an escalation that does not interrupt leaves the called process at work', async () => {
    const q1 = await inner(start + `<intermediateThrowEvent id="tell">${escalation('esc')}</intermediateThrowEvent>` + user('in') + path('start', 'tell', 'in'));
    const c = await begin(start + call('c', 'q') + boundary('told', 'c', escalation('esc'), 'cancelActivity="false"') + user('heard') + path('start', 'c') + path('told', 'heard'), { called: q1, more: '<escalation id="esc" escalationCode="ESC"/>' });
    expect(c.open.sort()).toEqual(['heard', 'in']);
  });

  test('whose time runs out takes the called process with it', async () => {
    const c = await begin(start + sub('s', '<startEvent id="s1"/>' + call('c', 'q') + path('s1', 'c')) + boundary('late', 's', duration('PT1H')) + user('other') + path('start', 's') + path('late', 'other'), given);
    c.until('2026-03-02T03:00:00.000Z');
    expect([c.open, Object.values(c.state.instances).filter(({ node }) => node === null)]).toEqual([['other'], [expect.objectContaining({ parent: null })]]);
  });
});
