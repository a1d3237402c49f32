import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { drawing, end, flow, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const task = (id: string, attributes = '') => `<task id="${id}" name="${id}" ${attributes}/>`;

describe('a task of no kind', () => {
  test('completes by itself, once for each token that comes', async () => {
    const c = await begin(start + '<parallelGateway id="f"/>' + task('a') + path('start', 'f', 'a') + '<sequenceFlow id="again" sourceRef="f" targetRef="a"/>');
    expect([c.left.filter((entry) => entry === 'a: completed'), c.status]).toEqual([['a: completed', 'a: completed'], 'completed']);
  });

  test.each([
    ['every flow that holds', { n: 7 }, ['x', 'y']],
    ['the default where none holds', { n: 0 }, ['z']],
  ])('leaves by %s', async (_what, variables, open) => {
    const c = await begin(start + task('a', 'default="a_z"') + user('x') + user('y') + user('z') + path('start', 'a') + flow('a', 'x', 'n > 1') + flow('a', 'y', 'n > 5') + flow('a', 'z'), { variables });
    expect(c.open).toEqual(open);
  });

  test('stops where no condition holds and there is no default (B-24)', async () => {
    const c = await begin(start + task('a') + user('x') + path('start', 'a') + flow('a', 'x', 'n > 1'), { variables: { n: 0 } });
    expect(c.incidents).toEqual(['a: NO_BRANCH']);
    c.settle('retry', { n: 2 });
    expect(c.open).toEqual(['x']);
  });

  test.each([
    ['matter', ['STEP_WITHOUT_DOER']],
    ['bpmn', []],
  ] as const)('passes in the profile %s', async (profile, warnings) => {
    const { problems } = await compile(drawing(start + task('a') + end + path('start', 'a', 'end')), { profile });
    expect(problems.filter(({ elementId }) => elementId === 'a').map(({ severity, code }) => `${severity}: ${code}`)).toEqual(warnings.map((code) => `warning: ${code}`));
  });

  describe('with token quantities (BPMN 2.0, 10.3)', () => {
    const rest = task('b') + task('c', 'startQuantity="2"') + end + path('start', 'a', 'b', 'c', 'end');

    test('a completion quantity sends as many tokens, a start quantity takes as many for one start', async () => {
      const c = await begin(start + task('a', 'completionQuantity="4"') + rest);
      expect(c.left.filter((entry) => entry.endsWith('completed')).sort()).toEqual(['a', 'b', 'b', 'b', 'b', 'c', 'c', 'end', 'end', 'start'].map((id) => `${id}: completed`));
      expect(c.status).toBe('completed');
    });

    test('tokens short of the start quantity wait for the others', async () => {
      const c = await begin(start + '<parallelGateway id="f"/>' + user('u') + task('a', 'completionQuantity="3"') + rest.replace('id="start_a" sourceRef="start"', 'id="f_a" sourceRef="f"') + path('start', 'f', 'u'));
      expect([c.status, c.left.filter((entry) => entry === 'c: completed'), Object.values(c.state.arrivals)]).toEqual(['running', ['c: completed'], [{ b_c: 1 }]]);
    });

    test('tokens of different ways count together', async () => {
      const c = await begin(start + '<parallelGateway id="f"/>' + user('x') + user('y') + task('c', 'startQuantity="2"') + user('after') + path('start', 'f', 'x', 'c', 'after') + path('f', 'y', 'c'));
      c.complete('x');
      expect([c.open, Object.values(c.state.arrivals)]).toEqual([['y'], [{ x_c: 1 }]]);
      c.complete('y');
      expect([c.open, c.state.arrivals]).toEqual([['after'], {}]);
    });

    test.each(['startQuantity', 'completionQuantity'])('%s of no token, of less or of no number is refused', async (attribute) => {
      for (const value of ['0', '-2', 'x', '1001']) {
        const { program, problems } = await compile(drawing(start + task('a', `${attribute}="${value}"`) + path('start', 'a')), { profile: 'bpmn' });
        expect([program, problems.find(({ code }) => code === 'QUANTITY_INVALID')]).toMatchObject([null, { elementId: 'a', params: { attribute } }]);
      }
    });
  });
});
