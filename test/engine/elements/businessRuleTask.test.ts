import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { drawing, end, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const rule = (inner = '') => `<businessRuleTask id="a" name="a">${inner && `<extensionElements>${inner}</extensionElements>`}</businessRuleTask>`;
const around = (task: string) => start + task + user('b') + end + path('start', 'a', 'b', 'end');

describe('a business rule task', () => {
  test.each([
    ['without terms', '', 'department'],
    ['with a task type', '<zeebe:taskDefinition type="rules"/>', 'rules'],
  ])('%s asks a worker and takes over what it says', async (_what, inner, type) => {
    const c = await begin(around(rule(inner)), { variables: { n: 1 } });
    expect(c.commands).toMatchObject([{ type: 'job', element: 'a', job: { type } }]);
    c.answer('a', { kind: 'done', variables: { risk: 'low' } });
    expect([c.open, c.variables.risk]).toEqual([['b'], 'low']);
  });

  test.each([
    ['neither a decision nor a task type, in a matter', '', 'matter', 'DECISION_MISSING'],
    ['a decision whose result goes nowhere', '<zeebe:calledDecision decisionId="d"/>', 'bpmn', 'DECISION_WITHOUT_RESULT'],
  ] as const)('with %s is refused', async (_what, inner, profile, code) => {
    const { problems } = await compile(drawing(around(rule(inner))), { profile });
    expect(problems.filter(({ elementId, severity }) => elementId === 'a' && severity === 'error').map((each) => each.code)).toEqual([code]);
  });
});
