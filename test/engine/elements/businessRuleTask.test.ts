import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { compileDecisions } from '../../../engine/decisions/compileFiles.ts';
import { decision, input, literal, model as dmn, table } from '../../support/decisions.ts';
import { drawing, end, path, start, user } from '../../support/drawing.ts';
import { begin } from '../../support/runningCase.ts';

const rule = (inner = '') => `<businessRuleTask id="a" name="a">${inner && `<extensionElements>${inner}</extensionElements>`}</businessRuleTask>`;
const around = (task: string) => start + task + user('b') + end + path('start', 'a', 'b', 'end');

describe('a business rule task', () => {
  test.each([
    ['without terms', '', 'a'],
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

const { decisions, problems: unread } = await compileDecisions([{ name: 'risk.dmn', xml: dmn(
  input('area', 'number') + decision('size', literal('if area > 100 then "large" else "small"'), ['input:area']) +
  decision('risk', table({ inputs: ['size'], outputs: [{ name: 'level' }, { name: 'fee' }], rules: [['"large"', '"high"', '30'], ['"small"', '"low"', '10']] }), ['decision:size']) +
  decision('torn', table({ id: 'u', inputs: ['area'], outputs: [{}], rules: [['> 1', '1'], ['> 2', '2']] }), ['input:area']),
) }]);
const asks = (id: string) => around(rule(`<zeebe:calledDecision decisionId="${id}" resultVariable="result"/>`));

describe('a business rule task that asks a decision', () => {
  test('has a decision file without problems', () => expect(unread).toEqual([]));

  test('writes its value to the result variable, and each decision with the rules that fired to the log', async () => {
    const c = await begin(asks('risk'), { decisions, variables: { area: 120 } });
    expect([c.open, c.variables.result, c.commands]).toEqual([['b'], { level: 'high', fee: 30 }, []]);
    expect(c.log.filter(({ type }) => type === 'decision')).toEqual([{
      type: 'decision', process: 'p', element: 'a', instance: expect.any(Number), decision: 'risk',
      evaluations: [
        { decision: 'size', name: 'size', inputs: { area: 120 }, output: 'large', tables: [], warnings: [] },
        { decision: 'risk', name: 'risk', inputs: { size: 'large' }, output: { level: 'high', fee: 30 }, tables: [{ table: 't', rules: ['r1'] }], warnings: [] },
      ],
    }]);
  });

  test('stops where the table contradicts itself; a corrected value lets it go on', async () => {
    const c = await begin(asks('torn'), { decisions, variables: { area: 3 } });
    expect([c.incidents, c.log.filter(({ type }) => type === 'decision').length]).toEqual([['a: DECISION_FAILED'], 1]);
    c.settle('retry', { area: 1.5 });
    expect([c.open, c.variables.result]).toEqual([['b'], 1]);
  });

  test('stops where the program carries no such decision', async () => {
    expect((await begin(asks('nothing'))).incidents).toEqual(['a: DECISION_UNKNOWN']);
  });

  test('carries what the decision rests on, and nothing beside', async () => {
    const { program } = await compile(drawing(asks('risk')), { profile: 'bpmn', decisions });
    const carried = program!.processes.p!.decisions!;
    expect([Object.keys(carried), Object.keys(carried.risk!.models['urn:m']!.decisions).sort()]).toEqual([['risk'], ['risk', 'size']]);
  });

  test.each([
    ['a decision that no file has', 'nothing', 'bpmn', {}, [['a', 'DECISION_UNKNOWN']]],
    ['an input that nothing gives, in a matter', 'torn', 'matter', { variables: [] }, [['a', 'VAR_UNDEFINED']]],
    ['everything it needs', 'torn', 'matter', { variables: ['area'] }, []],
  ] as const)('is checked at publish: %s', async (_title, id, profile, facts, told) => {
    const { problems } = await compile(drawing(asks(id)), { profile, decisions, facts });
    expect(problems.filter(({ elementId, code }) => elementId === 'a' && /DECISION|VAR_UNDEFINED/.test(code)).map(({ elementId, code }) => [elementId, code])).toEqual(told);
  });
});
