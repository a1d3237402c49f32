import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { drawing, end, flow, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const condition = (text: string) => `<activationCondition xsi:type="tFormalExpression">=${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</activationCondition>`;
const join = (activation: string | null, attributes = '') => `<complexGateway id="j" ${attributes}>${activation === null ? '' : condition(activation)}</complexGateway>`;
const three = (gateway: string, after = user('after') + end + path('j', 'after', 'end')) =>
  start + '<parallelGateway id="f"/>' + gateway + ['a', 'b', 'c'].map((id) => user(id)).join('') + path('start', 'f') + ['a', 'b', 'c'].map((id) => path('f', id, 'j')).join('') + after;

describe('a complex gateway', () => {
  describe('as a split', () => {
    const split = start + '<complexGateway id="g" default="g_c"/>' + user('a') + user('b') + user('c') + path('start', 'g') + flow('g', 'a', 'n > 1') + flow('g', 'b', 'n > 5') + flow('g', 'c');

    test.each([
      ['every flow whose condition holds', 7, ['a', 'b']],
      ['one where one holds', 3, ['a']],
      ['the default where none holds', 0, ['c']],
    ])('takes %s', async (_what, n, open) => {
      expect((await begin(split, { variables: { n } })).open).toEqual(open);
    });

    test('stops where none holds and there is no default (B-24)', async () => {
      const c = await begin(split.replace('default="g_c"', '').replace(flow('g', 'c'), flow('g', 'c', 'n > 9')), { variables: { n: 0 } });
      expect(c.incidents).toEqual(['g: NO_BRANCH']);
    });
  });

  describe('as a join', () => {
    test('goes on with the first, swallows the others, and lets the case end', async () => {
      const c = await begin(three(join('activationCount >= 1')));
      c.complete('b');
      expect(c.open).toEqual(['a', 'c', 'after']);
      c.complete('a');
      c.complete('after');
      expect([c.status, c.open]).toEqual(['running', ['c']]);
      c.complete('c');
      expect([c.status, c.left.filter((entry) => entry.startsWith('after'))]).toEqual(['completed', ['after: completed']]);
    });

    test('two of three', async () => {
      const c = await begin(three(join('activationCount = 2')));
      c.complete('c');
      expect(c.open).toEqual(['a', 'b']);
      c.complete('a');
      expect(c.open).toEqual(['b', 'after']);
      c.complete('b');
      expect(c.open).toEqual(['after']);
    });

    test.each([
      ['by the ids of the flows', 'a_j + b_j = 2 or c_j > 0', ['a', 'b'], ['c', 'after']],
      ['by one way alone', 'a_j + b_j = 2 or c_j > 0', ['c'], ['a', 'b', 'after']],
      ['by data of the case too', 'activationCount >= quorum', ['a', 'b'], ['c', 'after']],
    ])('decides %s', async (_what, activation, done, open) => {
      const c = await begin(three(join(activation)), { variables: { quorum: 2 } });
      for (const id of done) c.complete(id);
      expect(c.open).toEqual(open);
    });

    test('decides by the names of the flows', async () => {
      const c = await begin(three(join('Fire + Water >= 2')).replace('id="a_j"', 'id="a_j" name="Fire"').replace('id="b_j"', 'id="b_j" name="Water"'));
      c.complete('c');
      c.complete('a');
      expect(c.open).toEqual(['b']);
      c.complete('b');
      expect(c.open).toEqual(['after']);
    });

    test('asks at each token: exactly one is enough also where all come at once', async () => {
      const c = await begin(start + '<parallelGateway id="f"/>' + join('activationCount = 1') + '<task id="a"/><task id="b"/>' + user('after') + path('start', 'f') + path('f', 'a', 'j', 'after') + path('f', 'b', 'j'));
      expect(c.open).toEqual(['after']);
    });

    test('waits for no token that a decision has sent elsewhere: it is reset and can fire again in a loop', async () => {
      // given a loop around a split of which only some ways are taken
      const c = await begin(start + '<exclusiveGateway id="m"/><inclusiveGateway id="f"/>' + user('a') + user('b') + user('c') + join('activationCount >= 1') + user('again') + '<exclusiveGateway id="x" default="x_end"/>' + end
        + path('start', 'm', 'f') + flow('f', 'a', 'contains(s, "a")') + flow('f', 'b', 'contains(s, "b")') + flow('f', 'c', 'contains(s, "c")') + path('a', 'j') + path('b', 'j') + path('c', 'j', 'again', 'x', 'end') + flow('x', 'm', 'more'), { variables: { s: 'ab', more: true } });
      // when the second token comes after the start
      c.complete('a');
      expect(c.open).toEqual(['b', 'again']);
      c.complete('b');
      c.complete('again', { variables: { s: 'bc' } });
      // then the next round begins by its own first token
      expect(c.open).toEqual(['b', 'c']);
      c.complete('b');
      expect(c.open).toEqual(['c', 'again']);
      c.complete('c');
      c.complete('again', { variables: { more: false } });
      expect(c.status).toBe('completed');
    });

    test('a second token on a way that started it belongs to the next round', async () => {
      const c = await begin(three(join('activationCount >= 2')).replace('id="a"', 'id="a" completionQuantity="2"'));
      c.complete('a');
      expect(c.open).toEqual(['b', 'c', 'after']);
      c.complete('b');
      expect(c.open).toEqual(['c', 'after']);
      c.complete('c');
      expect([c.open, Object.values(c.state.arrivals)]).toEqual([['after'], [{ a_j: 1 }]]);
    });

    test('at its reset sends a token where a condition asks for it, the late ones together', async () => {
      const c = await begin(three(join('activationCount >= 1', 'default="j_x"'), user('first') + user('late') + user('x') + flow('j', 'first', 'waitingForStart') + flow('j', 'late', 'not(waitingForStart)') + path('j', 'x')));
      c.complete('a');
      expect(c.open).toEqual(['b', 'c', 'first']);
      c.complete('b');
      expect(c.open).toEqual(['c', 'first']);
      c.complete('c');
      expect(c.open).toEqual(['first', 'late']);
    });

    test('without a condition is an inclusive join, and the designer says so', async () => {
      const c = await begin(three(join(null)));
      c.complete('a');
      c.complete('b');
      expect(c.open).toEqual(['c']);
      c.complete('c');
      expect(c.open).toEqual(['after']);
      const { problems } = await compile(drawing(three(join(null))), { profile: 'bpmn' });
      expect(problems.map(({ code }) => code)).toContain('ACTIVATION_MISSING');
    });

    test.each([
      ['a split', start + '<complexGateway id="j"/>' + user('a') + user('b') + path('start', 'j', 'a') + path('j', 'b')],
      ['a join with its condition', three(join('activationCount >= 1'))],
    ])('%s needs no other condition', async (_what, drawn) => {
      const { problems } = await compile(drawing(drawn), { profile: 'bpmn' });
      expect(problems.filter(({ code }) => code === 'ACTIVATION_MISSING')).toEqual([]);
    });

    test('with a condition and one way in counts the tokens of that way', async () => {
      const c = await begin(start + user('a', 'completionQuantity="2"') + join('a_j >= 2') + user('after') + path('start', 'a', 'j', 'after'));
      c.complete('a');
      expect([c.open, Object.values(c.state.arrivals)]).toEqual([['after'], [{ a_j: 1 }]]);
    });

    test('that cannot be decided holds the token that came; retried, the token arrives again', async () => {
      const c = await begin(three(join('activationCount >= quorum')));
      c.complete('a');
      expect([c.incidents, c.open]).toEqual([['j: VAR_UNDEFINED'], ['b', 'c']]);
      c.settle('retry', { quorum: 2 });
      expect([c.incidents, c.open]).toEqual([[], ['b', 'c']]);
      expect([c.left.filter((entry) => entry.startsWith('j')), Object.values(c.state.instances).filter(({ node }) => node === 'j')]).toEqual([['j: cancelled'], []]);
      c.complete('b');
      expect(c.open).toEqual(['c', 'after']);
    });

    test('that cannot decide about the next round at its reset holds a token of it, and the case lives on', async () => {
      // given a second token on the way that started it, and a condition that loses its name meanwhile
      const c = await begin(three(join('if d_known then activationCount >= 2 else activationCount >= unknown')).replace('id="a"', 'id="a" completionQuantity="2"'), { variables: { d_known: true } });
      c.complete('a');
      c.complete('b', { variables: { d_known: false } });
      c.complete('c');
      expect([c.incidents, c.open]).toEqual([['j: VAR_UNDEFINED'], ['after']]);
      c.settle('retry', { unknown: 1 });
      expect([c.incidents, c.open]).toEqual([[], ['after', 'after']]);
    });

    test('of a scope that is called off forgets what it had begun', async () => {
      const inside = '<startEvent id="s1"/><parallelGateway id="f"/>' + join('activationCount >= 1') + user('a') + user('b') + user('in') + path('s1', 'f', 'a', 'j', 'in') + path('f', 'b', 'j');
      const c = await begin(start + `<subProcess id="s">${inside}</subProcess><boundaryEvent id="e" attachedToRef="s"><messageEventDefinition messageRef="message_m"/></boundaryEvent>` + user('after') + path('start', 's') + path('e', 'after'));
      c.complete('a');
      expect(Object.keys(c.state.firstPhases!)).toHaveLength(1);
      c.message('m');
      expect([c.open, c.state.firstPhases]).toEqual([['after'], undefined]);
    });
  });
});
