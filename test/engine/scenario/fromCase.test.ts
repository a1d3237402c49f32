import { beforeAll, describe, expect, test } from '@jest/globals';
import { withExpectations } from '../../../engine/scenario/derive.ts';
import { scenarioOfCase } from '../../../engine/scenario/fromCase.ts';
import { Play, type Stage } from '../../../engine/scenario/play.ts';
import { runScenario } from '../../../engine/scenario/run.ts';
import type { Field } from '../../../engine/forms/matterForm.ts';
import type { ScenarioStep } from '../../../engine/scenario/scenario.ts';
import { end, path, start, user } from '../../support/drawing.ts';
import { playShipped } from '../../support/pastCases.ts';
import { stageOf } from '../../support/shippedStage.ts';
import { begin, smallStage } from './support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await smallStage();
});

/** A past case: the events that these steps made. */
function pastCase(steps: readonly ScenarioStep[], start = begin) {
  const play = new Play(stage, start);
  for (const step of steps) play.act(step);
  return play;
}

const title = { zh: '来自办件' };
const housing = { department: 'housing', operation: 'processing' } as const;

describe('a scenario made of a past case', () => {
  test.each([
    { what: 'a plain one', start: begin, steps: [{ complete: 'look', by: 'fireRescue-1', opinion: 'agree' }, { advance: '2026-09-22T02:00:00.000Z' }, { complete: 'decide', by: 'housing-1' }] },
    { what: 'one with a silent department', start: { ...begin, departments: [{ ...housing, mode: 'silent' }] }, steps: [{ advance: '2026-09-21T02:00:00.000Z' }, { standin: { ...housing, mode: 'ok', answer: 1 } }, { complete: 'look', by: 'fireRescue-1', opinion: 'disagree', comment: '张三丰的门太窄' }] },
    { what: 'one with an outage', start: { ...begin, departments: [{ ...housing, mode: 'down' }] }, steps: [{ standin: { ...housing, mode: 'ok' } }, { advance: '2026-09-18T03:00:00.000Z' }] },
    { what: 'one with a refusal', start: { ...begin, departments: [{ ...housing, mode: 'refuse', code: 'NO' }] }, steps: [{ settle: { element: 'ask', how: 'skip' } }, { withdraw: '张三丰不办了' }] },
  ] as { what: string; start: typeof begin; steps: ScenarioStep[] }[])('given $what, when it is played, then it goes the same way at the same times', ({ start, steps }) => {
    const past = pastCase(steps, start);
    const made = scenarioOfCase(stage.program, stage, past.events, title);
    const { play, differences } = runScenario(stage, withExpectations(stage, made));

    expect(differences).toEqual([]);
    expect(play!.view).toEqual(past.view);
  });

  test.each(['demo', 'silent-department', 'under-way'])('given the shipped case "%s", with questions answered by no, when it is played, then it goes the same way at the same times', async (name) => {
    const { program, play: past } = await playShipped(name);
    const shipped = stageOf('joint-utility-connection', program);
    const { play, differences } = runScenario(shipped, withExpectations(shipped, scenarioOfCase(program, shipped, past.events, title)));

    expect(differences).toEqual([]);
    expect(play!.view).toEqual(past.view);
  });

  test('given a case with personal answers and written words, when a scenario is made of it, then none of them occurs in it', () => {
    const past = pastCase([
      { complete: 'look', by: 'fireRescue-1', opinion: 'disagree', comment: '张三丰电话 13912345678', variables: { remark: '找老张', when: '2026-09-19', score: 3 } },
      { withdraw: '本人张三丰申请撤回' },
    ], { ...begin, form: { ...begin.form, story: '我姓张' } });
    const made = scenarioOfCase(stage.program, stage, past.events, title);
    const text = JSON.stringify(made);

    for (const secret of ['张三丰', '老张', '我姓张', '13912345678', '本人', '11010519491231002X']) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/\$commitment/);
    expect(made.start).toMatchObject({ situations: { large: true }, form: { seats: 30, contactId: '440402199003070010', applicantName: '示例', story: '示例' } });
    expect(made.steps[0]).toMatchObject({ opinion: 'disagree', variables: { when: '2026-09-19', score: 3, remark: '（略）' } });
  });

  test('given a step that corrects an answer of the matter’s form and names that stand in several forms, when a scenario is made, then the step’s own form tells what is kept, and what one form calls personal is personal in all', async () => {
    const choice = (name: string, ...values: string[]): Field => ({ name, label: name, type: 'choice', options: values.map((value) => ({ value, label: value })) });
    const told: Field = { name: 'told', label: '说明', type: 'text' };
    const forms = new Map([['own', { sections: [{ fields: [choice('told', 'yes', 'no'), choice('owner', 'none', '张三丰')] }] }], ['other', { sections: [{ fields: [told, { ...choice('owner', 'none'), personal: true }, { ...choice('deputy', 'none'), personal: true }, { ...told, name: 'kind' }] }] }]]);
    const small = await smallStage(start + user('look', 'gov:department="fireRescue" gov:role="approver" gov:form="own" gov:limitAmount="2"') + end + path('start', 'look', 'end'));
    const matter = { ...small.form!, form: { sections: [...small.form!.form.sections, { fields: [choice('kind', 'hot', 'cold'), choice('deputy', 'none', '李四')] }] }, rights: { look: { kind: 'editable' as const } } };
    const fitted = { ...small, form: matter, stepForms: forms };
    const past = new Play(fitted, { ...begin, form: { ...begin.form, kind: 'hot', deputy: '李四' } });
    past.act({ complete: 'look', by: 'fireRescue-1', variables: { kind: 'cold', told: 'no', owner: '张三丰' } });
    const made = scenarioOfCase(fitted.program, fitted, past.events, title);

    expect(made.start.form).toMatchObject({ kind: 'hot', deputy: 'none' });
    expect(made.steps[0]).toMatchObject({ complete: 'look', variables: { kind: 'cold', told: 'no', owner: 'none' } });
    expect(runScenario(fitted, withExpectations(fitted, made)).differences).toEqual([]);
  });
});
