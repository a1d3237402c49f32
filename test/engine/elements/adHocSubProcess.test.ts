import { describe, expect, test } from '@jest/globals';
import { thrown } from '../../support/events.ts';
import { boundary, compensate, end, loop, message, path, start, undoneBy, user } from '../../support/drawing.ts';
import { begin, type RunningCase } from '../../support/runningCase.ts';

const condition = (text: string) => `<completionCondition xsi:type="tFormalExpression">=${text.replace(/</g, '&lt;')}</completionCondition>`;
const adHoc = (content: string, attributes = '') => `<adHocSubProcess id="s" ${attributes}>${content}</adHocSubProcess>`;
const around = (inner: string) => start + inner + user('after') + end + path('start', 's', 'after', 'end');
const three = user('a') + user('b') + user('c');
const scopeOf = (c: RunningCase) => Object.values(c.state.instances).find(({ adHoc: open }) => open)!;
const choose = (c: RunningCase, node: string) => c.send({ type: 'activate', scope: scopeOf(c).id, node });

describe('an ad-hoc sub-process', () => {
  test.each([
    ['without an ordering', ''],
    ['in parallel', 'ordering="Parallel"'],
  ])('%s begins all that no flow leads to, and is done when all are done', async (_what, attributes) => {
    const c = await begin(around(adHoc(three, attributes)));
    expect(c.open).toEqual(['a', 'b', 'c']);
    for (const id of ['b', 'c', 'a']) c.complete(id);
    expect(c.open).toEqual(['after']);
  });

  test('in sequence does one after another in document order', async () => {
    const c = await begin(around(adHoc(three, 'ordering="Sequential"')));
    for (const id of ['a', 'b', 'c']) {
      expect(c.open).toEqual([id]);
      c.complete(id);
    }
    expect(c.open).toEqual(['after']);
  });

  test.each([
    ['Parallel', ['a', 'c'], ['b', 'c']],
    ['Sequential', ['a'], ['b']],
  ])('runs the flows inside (%s)', async (ordering, first, then) => {
    const c = await begin(around(adHoc(three + path('a', 'b'), `ordering="${ordering}"`)));
    expect(c.open).toEqual(first);
    c.complete('a');
    expect([...c.open].sort()).toEqual(then);
  });

  test.each([
    ['tasks that complete by themselves', ''],
    ['the same in sequence', 'ordering="Sequential"'],
  ])('of %s passes, each done once', async (_what, attributes) => {
    const c = await begin(around(adHoc('<task id="x"/><task id="y"/>', attributes)));
    expect([c.open, c.left.filter((entry) => /^[xys]:/.test(entry))]).toEqual([['after'], ['x: completed', 'y: completed', 's: completed']]);
  });

  describe('with a completion condition', () => {
    test('calls off what still runs, and takes no flow inside any more', async () => {
      const c = await begin(around(adHoc(three + user('d') + path('a', 'd') + condition('enough'))), { variables: { enough: false } });
      c.complete('b');
      expect(c.open).toEqual(['a', 'c']);
      c.complete('a', { variables: { enough: true } });
      expect([c.open, c.left.filter((entry) => entry.startsWith('c'))]).toEqual([['after'], ['c: cancelled']]);
    });

    test('waits for what still runs where it is not to be called off, and begins nothing more', async () => {
      const c = await begin(around(adHoc(three + user('d') + path('b', 'd') + condition('enough'), 'cancelRemainingInstances="false"')), { variables: { enough: false } });
      c.complete('a', { variables: { enough: true } });
      expect(c.open).toEqual(['b', 'c']);
      c.complete('b', { variables: { enough: false } });
      expect(c.open).toEqual(['c']);
      c.complete('c');
      expect(c.open).toEqual(['after']);
    });

    test('in sequence begins no other', async () => {
      const c = await begin(around(adHoc(three + condition('n >= 2'), 'ordering="Sequential"')), { variables: { n: 0 } });
      c.complete('a', { variables: { n: 1 } });
      expect(c.open).toEqual(['b']);
      c.complete('b', { variables: { n: 2 } });
      expect(c.open).toEqual(['after']);
    });

    test('is asked after each activity, also where they complete by themselves', async () => {
      const c = await begin(around(adHoc('<task id="x"/><task id="y"/>' + condition('true'))));
      expect([c.open, c.left.filter((entry) => /^[xy]:/.test(entry))]).toEqual([['after'], ['x: completed', 'y: cancelled']]);
    });

    test('that never holds is done when all are done', async () => {
      const c = await begin(around(adHoc(three + condition('false'))));
      for (const id of ['a', 'b', 'c']) c.complete(id);
      expect(c.open).toEqual(['after']);
    });

    test('that can\'t be decided is an incident of the whole; what runs goes on, and a retry asks again', async () => {
      const c = await begin(around(adHoc(three + user('d') + path('a', 'd') + condition('enough'))));
      c.complete('a');
      expect([c.incidents, c.open]).toEqual([['s: VAR_UNDEFINED'], ['b', 'c', 'd']]);
      c.settle('retry', { enough: false });
      expect([c.incidents, c.open]).toEqual([[], ['b', 'c', 'd']]);
      c.complete('b', { variables: { enough: true } });
      expect(c.open).toEqual(['after']);
    });

    test('that can\'t be decided at the very end does not let it hang', async () => {
      const c = await begin(around(adHoc(user('a') + condition('enough'))));
      c.complete('a');
      expect([c.incidents, c.open]).toEqual([['s: VAR_UNDEFINED'], []]);
      c.settle('retry', { enough: false });
      expect(c.open).toEqual(['after']);
    });
  });

  describe('whose activities a person begins', () => {
    const byPerson = (content: string, attributes = '') => around(adHoc(content, `gov:activation="person" ${attributes}`));

    test('begins nothing by itself, and is done when each was chosen', async () => {
      const c = await begin(byPerson(user('a') + user('b')));
      expect(c.open).toEqual([]);
      choose(c, 'b');
      choose(c, 'b');
      expect(c.open).toEqual(['b', 'b']);
      c.complete('b');
      c.complete('b');
      expect(c.open).toEqual([]);
      choose(c, 'a');
      c.complete('a');
      expect(c.open).toEqual(['after']);
    });

    test('with a condition goes on until it holds', async () => {
      const c = await begin(byPerson(user('a') + condition('enough')), { variables: { enough: false } });
      choose(c, 'a');
      c.complete('a');
      expect(c.open).toEqual([]);
      choose(c, 'a');
      c.complete('a', { variables: { enough: true } });
      expect(c.open).toEqual(['after']);
    });

    test.each([
      ['an activity that a flow leads to', 'b', 'ACTIVITY_NOT_OFFERED'],
      ['what stands elsewhere', 'after', 'ACTIVITY_NOT_OFFERED'],
      ['a second one where one at a time is done', 'a', 'ACTIVITY_BUSY'],
    ])('refuses %s', async (_what, node, code) => {
      const c = await begin(byPerson(user('a') + user('b') + path('a', 'b'), 'ordering="Sequential"'));
      choose(c, 'a');
      expect(() => choose(c, node)).toThrow(expect.objectContaining({ code }));
    });

    test('and none where the platform begins them', async () => {
      const c = await begin(around(adHoc(three)));
      expect(() => choose(c, 'a')).toThrow(expect.objectContaining({ code: 'ACTIVITY_NOT_OFFERED' }));
    });
  });

  test('is called off by an event at its edge', async () => {
    const c = await begin(around(adHoc(three)) + boundary('e', 's', message()) + user('late') + path('e', 'late'));
    c.message('m');
    expect(c.open).toEqual(['late']);
  });

  test('loops like every activity', async () => {
    const c = await begin(around(adHoc(loop('inputCollection="=[1,2]"') + user('a') + user('b'), 'ordering="Sequential"')));
    expect(c.open).toEqual(['a', 'a']);
    c.complete('a');
    c.complete('a');
    c.complete('b');
    c.complete('b');
    expect(c.open).toEqual(['after']);
  });

  test.each([
    ['a loop', '<standardLoopCharacteristics loopMaximum="2"/>'],
    ['instances for each', loop('inputCollection="=[1, 2]"', { sequential: true })],
  ])('that ends with %s keeps what was done in it, to be compensated with the rest', async (_what, inner) => {
    const c = await begin(start + adHoc(user('a', '', inner) + undoneBy('a', 'undoA'), '').replace('</adHocSubProcess>', `${condition('true')}</adHocSubProcess>`) + thrown('toss', compensate()) + user('after') + path('start', 's', 'toss', 'after'));
    c.complete('a');
    c.complete('a');
    expect(c.open).toEqual(['undoA', 'undoA']);
  });
});
