import { beforeAll, describe, expect, test } from '@jest/globals';
import { DomainError } from '../../../engine/errors.ts';
import { Play, type Stage } from '../../../engine/scenario/play.ts';
import type { DepartmentMode } from '../../../engine/scenario/scenario.ts';
import { begin, smallStage } from './support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await smallStage();
});

const housing = { department: 'housing', operation: 'processing' } as const;
const told = (mode: DepartmentMode, more: object = {}) => ({ ...begin, departments: [{ ...housing, mode, ...more }] });
/** What an act is refused with. */
function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, details: error.details };
    throw error;
  }
  return null;
}
const jobs = (play: Play) => play.events.flatMap((event) => (event.type === 'job' ? [event.outcome.kind] : []));

describe('a case played in memory', () => {
  test.each([
    { mode: 'ok', outcomes: ['accepted', 'done'], open: ['look'], incidents: [] },
    { mode: 'silent', outcomes: ['accepted'], open: [], incidents: [] },
    { mode: 'late', outcomes: ['accepted'], open: [], incidents: [] },
    { mode: 'down', outcomes: ['failed'], open: [], incidents: [] },
    { mode: 'wrong', outcomes: ['failed'], open: [], incidents: ['DEPT_WRONG_REPLY'] },
  ] as const)('given a department that is $mode, when it is asked, then it behaves so', ({ mode, outcomes, open, incidents }) => {
    const play = new Play(stage, told(mode));

    expect(jobs(play)).toEqual(outcomes);
    expect(play.view.items.filter((item) => item.open).map(({ element }) => element)).toEqual(open);
    expect(play.view.incidents).toEqual(incidents);
  });

  test('given a refusal that nobody catches, when the department answers, then it is an incident that can be skipped', () => {
    const play = new Play(stage, told('refuse', { code: 'NO_PLAN' }));
    expect(play.view.incidents).toEqual(['ERROR_UNCAUGHT']);

    play.act({ settle: { element: 'ask', how: 'skip' } });
    expect(play.view.items.map(({ element }) => element)).toEqual(['look']);
  });

  test('given a silent department, when it answers at last, then the case goes on and its ledger has one effect', () => {
    const play = new Play(stage, told('silent'));
    play.act({ standin: { ...housing, mode: 'ok', answer: 2 } });

    expect(play.view.items.map(({ element }) => element)).toEqual(['look']);
    expect(play.effects).toEqual([{ department: 'housing', kind: 'processing' }]);
    expect(play.held).toEqual([]);
  });

  test('given a department that was down, when the clock moves on and it is up again, then the repetition succeeds', () => {
    const play = new Play(stage, told('down'));
    play.act({ standin: { ...housing, mode: 'ok' } });
    play.act({ advance: '2026-09-18T01:40:00.000Z' });

    expect(play.view.items.map(({ element }) => element)).toEqual(['look']);
  });

  test('given a person who wants to be asked, when a call is made, then it waits until departments may answer', () => {
    const play = new Play(stage, begin, { asks: true });
    expect(play.calls.map(({ command }) => command.element)).toEqual(['ask']);
    expect(play.view.items).toEqual([]);

    play.answerCalls();
    expect(play.calls).toEqual([]);
    expect(play.view.items.map(({ element }) => element)).toEqual(['look']);
  });

  test('given answers that the window would refuse, when the case is started, then it is refused with the fields', () => {
    expect(refusal(() => new Play(stage, { ...begin, form: {} }))).toMatchObject({ code: 'FORM_INVALID', details: { fields: [{ field: 'applicantName', fault: 'required' }] } });
  });

  test('given personal answers, when the case starts, then only what stands for them is in its events', () => {
    const text = JSON.stringify(new Play(stage, begin).events);

    expect(text).not.toContain('张三丰');
    expect(text).not.toContain('11010519491231002X');
    expect(text).toContain('$commitment');
  });

  test('given a step nobody waits for, when it is done, then it is refused by element and department', () => {
    const play = new Play(stage, begin);

    expect(refusal(() => play.act({ complete: 'decide', by: 'housing-1' }))).toMatchObject({ code: 'SCENARIO_NOTHING_OPEN', details: { element: 'decide', department: 'housing' } });
  });

  test('given a flow that turns for ever, when the clock moves a year on, then the run stops with a code', async () => {
    const turning = await smallStage('<startEvent id="start"/><intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>PT1M</timeDuration></timerEventDefinition></intermediateCatchEvent><sequenceFlow id="a" sourceRef="start" targetRef="wait"/><sequenceFlow id="b" sourceRef="wait" targetRef="wait"/>');
    const play = new Play(turning, begin);

    expect(refusal(() => play.act({ advance: '2027-09-18T01:30:00.000Z' }))).toMatchObject({ code: 'SCENARIO_TOO_LONG' });
  });
});
