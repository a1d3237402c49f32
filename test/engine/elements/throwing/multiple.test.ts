import { describe, expect, test } from '@jest/globals';
import { boundary, compensate, end, error, message, path, signal, start, sub, undoneBy, user } from '../../../support/drawing.ts';
import { begin, type RunningCase } from '../../../support/runningCase.ts';

const escalation = '<escalationEventDefinition escalationRef="x"/>';
const more = '<escalation id="x" escalationCode="X"/>';

/** Two steps that can be undone, then an end event that throws several things, in a sub-process with catchers at its edge. */
const whole = (definitions: string, { interrupting = true } = {}) =>
  start + sub('s', '<startEvent id="s1"/>' + user('a') + undoneBy('a', 'undoA') + user('b') + undoneBy('b', 'undoB') + `<endEvent id="last">${definitions}</endEvent>` + path('s1', 'a', 'b', 'last'))
  + boundary('failed', 's', error('e')) + boundary('told', 's', escalation, `cancelActivity="${interrupting}"`) + user('after') + user('mended') + user('above') + end
  + path('start', 's', 'after', 'end') + path('failed', 'mended') + path('told', 'above');

async function played(definitions: string, options = {}): Promise<RunningCase> {
  const c = await begin(whole(definitions, options), { more });
  c.complete('a');
  c.complete('b');
  return c;
}
const thrown = (c: RunningCase) => c.commands.flatMap((command) => (command.type === 'throwMessage' || command.type === 'throwSignal' ? [command.name] : []));

describe('an event that throws several things', () => {
  test.each([
    ['an error', compensate() + error('e'), 'mended'],
    ['an error drawn before it', error('e') + compensate(), 'mended'],
    ['an escalation that interrupts', escalation + compensate(), 'above'],
  ])('waits until all is undone, and then throws what ends its place too: %s', async (_what, definitions, expected) => {
    const c = await played(definitions);
    expect(c.open).toEqual(['undoB', 'undoA']);

    c.complete('undoB');
    c.complete('undoA');

    expect(c.open).toEqual([expected]);
  });

  test('throws an escalation that does not interrupt, and ends in its turn', async () => {
    const c = await played(compensate('a') + escalation, { interrupting: false });
    c.complete('undoA');

    expect(c.open).toEqual(['above', 'after']);
  });

  test('undoes one after the other what several compensations name, each once', async () => {
    const c = await played(compensate('a') + compensate('b'));
    expect(c.open).toEqual(['undoA']);
    c.complete('undoA');
    expect(c.open).toEqual(['undoB']);
    c.complete('undoB');

    expect([c.open, c.state.completions]).toEqual([['after'], undefined]);
  });

  test('sends its messages and signals before, and once', async () => {
    const c = await played(compensate() + message() + signal);
    expect(thrown(c)).toEqual(['m', 's']);
    c.complete('undoB');
    c.complete('undoA');

    expect([thrown(c), c.open]).toEqual([['m', 's'], ['after']]);
  });

  test('that nobody catches stands as an incident; tried again it throws nothing twice', async () => {
    const c = await begin(start + user('a') + undoneBy('a', 'undoA') + `<endEvent id="last">${message() + compensate() + error('f')}</endEvent>` + path('start', 'a', 'last'));
    c.complete('a');
    c.complete('undoA');
    expect([c.incidents, thrown(c)]).toEqual([['last: ERROR_UNCAUGHT'], ['m']]);

    c.settle('retry');

    expect([c.incidents, thrown(c), c.open]).toEqual([['last: ERROR_UNCAUGHT'], ['m'], []]);
  });

  test('that can\'t read the key of a later message goes on with that one when it has a value', async () => {
    const c = await begin(start + user('a') + `<intermediateThrowEvent id="say">${signal + message('mk')}</intermediateThrowEvent>` + user('after') + path('start', 'a', 'say', 'after'));
    c.complete('a');
    expect([c.incidents, thrown(c)]).toEqual([['say: VAR_UNDEFINED'], ['s']]);

    c.settle('retry', { key: 7 });

    expect([c.incidents, thrown(c), c.open]).toEqual([[], ['s', 'mk'], ['after']]);
  });
});
