import { describe, expect, test } from '@jest/globals';
import { boundary, call, compensate, drawing, duration, end, error, flow, loop, mapping, message, names, path, processOf, programOf, service, start, sub, undoneBy, user } from '../../support/drawing.ts';
import { begin, type RunningCase, type StartWith, runningCase } from '../../support/runningCase.ts';

const toss = (activity = '', wait = true, id = 'toss') => `<intermediateThrowEvent id="${id}">${compensate(activity, wait)}</intermediateThrowEvent>`;
const undoer = (content: string, id = 'undoer') => `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}_s"><compensateEventDefinition/></startEvent>${content}</subProcess>`;
const twoDone = user('a') + undoneBy('a', 'undoA') + user('b') + undoneBy('b', 'undoB');

/** A case that keeps the order of the standard strictly, one after the other, as matters do. */
async function strictly(content: string, with_: StartWith = {}): Promise<RunningCase> {
  const program = await programOf(drawing(content, { more: names }));
  return runningCase({ ...program, profile: 'matter' }, with_);
}

const completed = (c: RunningCase, ...elements: string[]) => elements.map((element) => c.left.filter((left) => left === `${element}: completed`).length);

describe('a thrown compensation', () => {
  test('undoes what is done, the last first, and waits for it', async () => {
    const c = await strictly(start + twoDone + toss() + user('after') + path('start', 'a', 'b', 'toss', 'after'));
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['undoB']);
    c.complete('undoB');
    expect(c.open).toEqual(['undoA']);
    c.complete('undoA');
    expect(c.open).toEqual(['after']);
    expect([c.state.completions, c.state.compensations]).toEqual([undefined, undefined]);
  });

  test('in the profile bpmn begins all handlers at once, the last first, and goes on when the slowest is done', async () => {
    const c = await begin(start + twoDone + toss() + user('after') + path('start', 'a', 'b', 'toss', 'after'));
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['undoB', 'undoA']);
    c.complete('undoA');
    c.complete('undoB');
    expect(c.open).toEqual(['after']);
  });

  test('in the profile bpmn waits for the answer of a system before the next begins: which is done first is no chance', async () => {
    const asked = (on: string) => user(on) + undoneBy(on, `undo_${on}`, service(`undo_${on}`, 'isForCompensation="true"'));
    const inner = sub('s', '<startEvent id="s1"/>' + asked('c') + path('s1', 'c'));
    // A system that does something else is waited for by nobody here.
    const c = await begin(start + '<parallelGateway id="f"/>' + service('beside') + asked('a') + asked('b') + inner + user('d') + undoneBy('d', 'undo_d') + toss() + user('after') + path('start', 'f', 'a', 'b', 's', 'd', 'toss', 'after') + path('f', 'beside'));
    for (const each of ['a', 'b', 'c', 'd']) c.complete(each);
    const seen = ['undo_c', 'undo_b', 'undo_a'].map((next) => {
      const now = [c.open, c.asked];
      c.answer(next);
      return now;
    });
    expect(seen).toEqual([[['undo_d'], ['beside', 'undo_c']], [['undo_d'], ['beside', 'undo_b']], [['undo_d'], ['beside', 'undo_a']]]);
    c.complete('undo_d');
    expect(c.open).toEqual(['after']);
  });

  test.each([
    ['that is to be asked again', { kind: 'failed', code: 'DOWN', message: '', retryable: true }, false],
    ['that has taken the call', { kind: 'accepted' }, false],
    ['that has failed for good', { kind: 'failed', code: 'DOWN', message: '', retryable: false }, true],
  ] as const)('in the profile bpmn waits for a system %s as far as it may still do it', async (_what, outcome, goesOn) => {
    const asked = (on: string) => user(on) + undoneBy(on, `undo_${on}`, service(`undo_${on}`, 'isForCompensation="true"'));
    const c = await begin(start + asked('a') + asked('b') + toss() + path('start', 'a', 'b', 'toss'));
    for (const each of ['a', 'b']) c.complete(each);
    c.answer('undo_b', outcome);
    expect(c.entered.includes('undo_a')).toBe(goesOn);
  });

  test('goes on at once where it is drawn not to wait, and the scope stays until all is undone', async () => {
    const c = await strictly(start + sub('s', '<startEvent id="s1"/>' + twoDone + toss('', false) + path('s1', 'a', 'b', 'toss')) + user('after') + path('start', 's', 'after'));
    c.complete('a');
    c.complete('b');
    expect([c.open, completed(c, 'toss', 's')]).toEqual([['undoB'], [1, 0]]);
    c.complete('undoB');
    c.complete('undoA');
    expect([c.open, completed(c, 's')]).toEqual([['after'], [1]]);
  });

  test.each([
    ['the named activity alone', 'a', ['undoA']],
    ['nothing where what has a handler inside the named one was not done', 's', ['after']],
  ])('undoes %s', async (_what, activity, open) => {
    const passed = sub('s', '<startEvent id="s1"/><exclusiveGateway id="g" default="g_s2"/>' + user('x') + undoneBy('x', 'undoX') + '<endEvent id="s2"/>' + path('s1', 'g', 's2') + flow('g', 'x', 'false') + path('x', 's2'));
    const c = await begin(start + passed + twoDone + toss(activity) + user('after') + path('start', 's', 'a', 'b', 'toss', 'after'));
    for (const each of ['a', 'b']) c.complete(each);
    expect(c.open).toEqual(open);
  });

  test('at an end event undoes, and then the path ends', async () => {
    const c = await begin(start + twoDone + `<endEvent id="toss">${compensate()}</endEvent>` + path('start', 'a', 'b', 'toss'));
    c.complete('a');
    c.complete('b');
    c.complete('undoA');
    expect(c.status).toBe('running');
    c.complete('undoB');
    expect([c.status, completed(c, 'toss')]).toEqual(['completed', [1]]);
  });

  test('undoes nothing that still runs, was called off, or was undone before', async () => {
    const c = await begin(
      start + '<parallelGateway id="f"/>' + user('a') + undoneBy('a', 'undoA') + user('b') + undoneBy('b', 'undoB') + user('c') + undoneBy('c', 'undoC') + boundary('late', 'c', duration('PT1H')) + user('d')
        + toss() + user('d2') + toss('', true, 'again') + user('after')
        + path('start', 'f', 'a') + path('f', 'b') + path('f', 'c') + path('f', 'd', 'toss', 'd2', 'again', 'after') + path('late', 'e1') + '<endEvent id="e1"/>',
    );
    c.complete('a');
    c.until('2026-03-02T03:00:00.000Z');
    c.complete('d');
    expect(c.open).toEqual(['b', 'undoA']);
    c.complete('undoA');
    c.complete('d2');
    expect(c.open).toEqual(['b', 'after']);
  });

  test('undoes a step as often as the flow has come by', async () => {
    const c = await begin(
      start + user('a', '', mapping('<n=n + 1')) + undoneBy('a', 'undoA') + '<exclusiveGateway id="m"/><exclusiveGateway id="x" default="x_toss"/>' + toss() + end + path('start', 'm', 'a', 'x', 'toss', 'end') + flow('x', 'm', 'n < 3'),
      { variables: { n: 0 } },
    );
    for (let n = 0; n < 3; n += 1) c.complete('a');
    expect(c.open).toEqual(['undoA', 'undoA', 'undoA']);
  });

  test('in a sub-process means that sub-process alone', async () => {
    const c = await begin(start + user('a') + undoneBy('a', 'undoA') + sub('s', '<startEvent id="s1"/>' + user('b') + undoneBy('b', 'undoB') + toss() + path('s1', 'b', 'toss')) + user('after') + path('start', 'a', 's', 'after'));
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['undoB']);
    c.complete('undoB');
    expect(c.open).toEqual(['after']);
  });

  test('in an event sub-process means its own work and that of the scope around it', async () => {
    const c = await begin(
      start + user('a') + undoneBy('a', 'undoA') + `<endEvent id="bang">${error('e')}</endEvent>` + path('start', 'a', 'bang')
        + `<subProcess id="h" triggeredByEvent="true"><startEvent id="h1">${error('e')}</startEvent>${user('b')}${undoneBy('b', 'undoB')}${toss()}${user('after')}${path('h1', 'b', 'toss', 'after')}</subProcess>`,
    );
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['undoB', 'undoA']);
    c.complete('undoA');
    c.complete('undoB');
    expect(c.open).toEqual(['after']);
  });

  test('that an event interrupts leaves what was not yet begun as it was: another may undo it, once', async () => {
    const c = await strictly(
      start + twoDone + toss() + path('start', 'a', 'b', 'toss')
        + `<subProcess id="h" triggeredByEvent="true"><startEvent id="h1">${message()}</startEvent>${toss('', true, 'again')}${user('after')}${path('h1', 'again', 'after')}</subProcess>`,
    );
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['undoB']);
    c.message('m');
    expect(c.open).toEqual(['undoA']);
    c.complete('undoA');
    expect([c.open, c.state.completions, c.state.compensations]).toEqual([['after'], undefined, undefined]);
  });
});

describe('a completed sub-process', () => {
  const inner = '<startEvent id="s1"/>' + user('a', '', mapping('<x=x + 1')) + undoneBy('a', 'undoA') + sub('t', '<startEvent id="t1"/>' + user('b') + undoneBy('b', 'undoB') + path('t1', 'b')) + path('s1', 'a', 't');
  const whole = (more = '', attributes = mapping('x=10')) => start + sub('s', attributes + inner + more) + user('mid') + toss() + user('after') + path('start', 's', 'mid', 'toss', 'after');

  test('is undone by undoing what was done in it, inner scopes included, the last first', async () => {
    const c = await strictly(whole());
    for (const each of ['a', 'b', 'mid']) c.complete(each);
    expect(c.open).toEqual(['undoB']);
    c.complete('undoB');
    expect(c.open).toEqual(['undoA']);
    c.complete('undoA');
    expect([c.open, completed(c, 's', 't')]).toEqual([['after'], [1, 1]]);
    expect(c.left.filter((left) => left.endsWith('compensated'))).toEqual(['t: compensated', 's: compensated']);
  });

  test('in the profile bpmn is undone before what was done earlier begins to be', async () => {
    const c = await begin(start + user('a') + undoneBy('a', 'undoA') + sub('s', '<startEvent id="s1"/>' + user('b') + undoneBy('b', 'undoB') + path('s1', 'b')) + toss() + user('after') + path('start', 'a', 's', 'toss', 'after'));
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['undoB', 'undoA']);
  });

  test('is open again with the variables it had when it was done', async () => {
    const c = await begin(whole().replace(user('undoA', 'isForCompensation="true"'), user('undoA', 'isForCompensation="true"', mapping('seen=x'))));
    for (const each of ['a', 'b', 'mid', 'undoA', 'undoB']) c.complete(each);
    expect(c.log.flatMap((entry) => (entry.type === 'opened' && entry.element === 'undoA' ? [entry.variables] : []))).toEqual([{ seen: 11 }]);
    expect(c.variables).toEqual({});
  });

  test('with a handler of its own is undone by that alone', async () => {
    const c = await begin(whole().replace('</subProcess>' + user('mid'), '</subProcess>' + undoneBy('s', 'undoS') + user('mid')));
    for (const each of ['a', 'b', 'mid']) c.complete(each);
    expect(c.open).toEqual(['undoS']);
    c.complete('undoS');
    expect([c.open, c.state.completions]).toEqual([['after'], undefined]);
  });

  test('with a compensation event sub-process is undone by that, which may undo the rest and sees the snapshot', async () => {
    const c = await strictly(whole(undoer(user('tell', '', mapping('seen=x')) + toss('a', true, 'toss2') + user('told') + path('undoer_s', 'tell', 'toss2', 'told'))));
    for (const each of ['a', 'b', 'mid']) c.complete(each);
    expect(c.open).toEqual(['tell']);
    expect(c.log).toContainEqual(expect.objectContaining({ type: 'opened', element: 'tell', variables: { seen: 11 } }));
    c.complete('tell');
    expect(c.open).toEqual(['undoA']);
    c.complete('undoA');
    c.complete('told');
    // undoB was never asked for: the event sub-process has taken the place of the default.
    expect([c.open, c.state.completions, completed(c, 'undoer')]).toEqual([['after'], undefined, [1]]);
  });

  test('keeps nothing when it was left by an error: what failed is not undone', async () => {
    const c = await begin(
      start + sub('s', '<startEvent id="s1"/>' + user('a') + undoneBy('a', 'undoA') + `<endEvent id="bang">${error('e')}</endEvent>` + path('s1', 'a', 'bang')) + boundary('caught', 's', error('e')) + toss() + end + path('start', 's') + path('caught', 'toss', 'end'),
    );
    c.complete('a');
    expect([c.status, completed(c, 'undoA')]).toEqual(['completed', [0]]);
  });
});

describe('a loop', () => {
  const five = loop('inputCollection="=[&quot;x&quot;,&quot;y&quot;]" inputElement="who"');
  const handled = user('undoA', 'isForCompensation="true"', mapping('for=who', 'n=loopCounter'));
  const undone = (c: RunningCase) => c.log.flatMap((entry) => (entry.type === 'opened' && entry.element === 'undoA' ? [entry.variables] : []));

  test('of a task is undone once for each instance, which is told from the others', async () => {
    const c = await begin(start + user('a', '', five) + undoneBy('a', 'undoA', handled) + toss('a') + user('after') + path('start', 'a', 'toss', 'after'));
    c.complete('a');
    expect(c.open).toEqual(['a']);
    c.complete('a');
    expect(undone(c)).toEqual([expect.objectContaining({ for: 'y', n: 2 }), expect.objectContaining({ for: 'x', n: 1 })]);
    c.complete('undoA');
    c.complete('undoA');
    expect(c.open).toEqual(['after']);
  });

  test('that still runs is not undone, although some of its instances are done', async () => {
    const c = await begin(start + '<parallelGateway id="f"/>' + user('a', '', five) + undoneBy('a', 'undoA') + user('b') + toss() + user('after') + path('start', 'f', 'a') + path('f', 'b', 'toss', 'after'));
    c.complete('a');
    c.complete('b');
    expect(c.open).toEqual(['a', 'after']);
  });

  test('that is drawn as a standard loop is undone once for each round, the last first', async () => {
    const rounds = '<standardLoopCharacteristics testBefore="false" loopMaximum="3"/>';
    const c = await strictly(start + user('a', '', rounds) + undoneBy('a', 'undoA', user('undoA', 'isForCompensation="true"', mapping('n=loopCounter'))) + toss() + user('after') + path('start', 'a', 'toss', 'after'));
    for (let n = 0; n < 3; n += 1) c.complete('a');
    for (let n = 0; n < 3; n += 1) c.complete('undoA');
    expect([undone(c).map((variables) => variables.n), c.open]).toEqual([[3, 2, 1], ['after']]);
  });

  test('of a sub-process opens each instance again with its own variables', async () => {
    const inside = '<startEvent id="s1"/>' + user('a', '', mapping('<mine=who')) + undoneBy('a', 'undoA', user('undoA', 'isForCompensation="true"', mapping('for=who'))) + path('s1', 'a');
    const c = await strictly(start + sub('s', inside + five) + toss() + end + path('start', 's', 'toss', 'end'));
    c.complete('a');
    c.complete('a');
    c.complete('undoA');
    c.complete('undoA');
    expect([undone(c), c.status]).toEqual([[{ for: 'y' }, { for: 'x' }], 'completed']);
  });
});

describe('a call', () => {
  const q = processOf(drawing(start + user('in') + undoneBy('in', 'undoIn') + end + path('start', 'in', 'end'), { id: 'q' }));
  const whole = (more = '') => start + call('c', 'q') + more + user('mid') + toss() + user('after') + path('start', 'c', 'mid', 'toss', 'after');

  test('that is done is undone by undoing what was done in the called process', async () => {
    const c = await begin(whole(), { called: await q });
    c.complete('in');
    c.complete('mid');
    expect(c.open).toEqual(['undoIn']);
    c.complete('undoIn');
    expect([c.open, completed(c, 'c')]).toEqual([['after'], [1]]);
  });

  test('may itself be what undoes', async () => {
    const c = await begin(start + user('a') + undoneBy('a', 'c', call('c', 'q').replace('<callActivity', '<callActivity isForCompensation="true"')) + toss() + user('after') + path('start', 'a', 'toss', 'after'), { called: await q });
    c.complete('a');
    expect(c.open).toEqual(['in']);
    c.complete('in');
    expect([c.open, c.state.completions]).toEqual([['after'], undefined]);
  });
});

describe('a handler', () => {
  test('may repeat for a list, and its outputs are mapped out', async () => {
    const handler = user('undoA', 'isForCompensation="true"', mapping('<last=who') + loop('inputCollection="=[1,2]" inputElement="who"'));
    const c = await begin(start + user('a') + undoneBy('a', 'undoA', handler) + toss() + user('after') + path('start', 'a', 'toss', 'after'));
    c.complete('a');
    c.complete('undoA');
    expect(c.open).toEqual(['undoA']);
    c.complete('undoA');
    expect([c.open, c.variables.last]).toEqual([['after'], 2]);
  });

  const failing = sub('undoA', `<startEvent id="u1"/>${user('x')}<endEvent id="u2">${error('e')}</endEvent>${path('u1', 'x', 'u2')}`, 'isForCompensation="true"');

  test('that fails fails at the event that threw: it is caught around that, and nothing more is undone', async () => {
    const inside = '<startEvent id="s1"/>' + user('z') + undoneBy('z', 'undoZ') + user('a') + undoneBy('a', 'undoA', failing)
      + sub('deep', '<startEvent id="d1"/>' + user('y') + path('d1', 'y')) + toss() + path('s1', 'z', 'a', 'deep', 'toss');
    const c = await strictly(start + sub('s', inside) + boundary('caught', 's', error('e')) + user('after') + path('start', 's') + path('caught', 'after'));
    for (const each of ['z', 'a', 'y', 'x']) c.complete(each);
    expect([c.open, c.state.completions, c.state.compensations]).toEqual([['after'], undefined, undefined]);
  });

  test('that fails in the scope around an event sub-process is caught inside it, and is gone', async () => {
    const caught = `<subProcess id="h2" triggeredByEvent="true"><startEvent id="h3">${error('e')}</startEvent>${user('after')}${path('h3', 'after')}</subProcess>`;
    const c = await begin(
      start + user('a') + undoneBy('a', 'undoA', failing) + `<endEvent id="bang">${error('f')}</endEvent>` + path('start', 'a', 'bang')
        + `<subProcess id="h" triggeredByEvent="true"><startEvent id="h1">${error('f')}</startEvent>${toss()}${path('h1', 'toss')}${caught}</subProcess>`,
    );
    c.complete('a');
    c.complete('x');
    expect(c.open).toEqual(['after']);
  });
});
