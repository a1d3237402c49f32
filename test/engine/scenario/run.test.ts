import { beforeAll, describe, expect, test } from '@jest/globals';
import { coverageOf } from '../../../engine/scenario/coverage.ts';
import { withExpectations } from '../../../engine/scenario/derive.ts';
import type { Stage } from '../../../engine/scenario/play.ts';
import { runScenario } from '../../../engine/scenario/run.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { begin, smallStage } from './support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await smallStage();
});

const agreed: Scenario = {
  title: { zh: '大场所，消防同意' },
  start: begin,
  steps: [{ complete: 'look', by: 'fireRescue-1', opinion: 'agree' }, { advance: '2026-09-20T02:00:00.000Z' }, { complete: 'decide', by: 'housing-1' }],
};

describe('a scenario run in memory', () => {
  test('given a recorded run, when its expectations are derived, then it passes and names dates, way and status', () => {
    const recorded = withExpectations(stage, agreed);

    expect(runScenario(stage, recorded).differences).toEqual([]);
    expect(recorded.steps.map(({ expect: seen }) => seen?.due)).toEqual([{ decide: '2026-09-22' }, undefined, undefined]);
    expect(recorded.expect).toMatchObject({ status: 'completed', concludedOn: '2026-09-20', path: ['start', 'ask', 'size', 'look', 'decide', 'end'] });
  });

  test('given a flow that goes another way, when the scenario runs, then the difference names step and element', () => {
    const recorded = withExpectations(stage, agreed);
    const small = { ...recorded, start: { ...begin, situations: { large: false } } };

    expect(runScenario(stage, small).differences).toEqual([
      { step: 1, kind: 'act', element: 'look', expected: null, got: { code: 'SCENARIO_NOTHING_OPEN', element: 'look', department: 'fireRescue' }, what: expect.stringContaining('look') },
    ]);
  });

  test.each([
    { what: 'another date', wrong: { steps: [{ ...agreed.steps[0]!, expect: { due: { decide: '2026-09-21' } } }] }, differs: [{ kind: 'due', step: 1, element: 'decide', expected: '2026-09-21', got: '2026-09-22' }] },
    { what: 'another way', wrong: { expect: { path: ['start', 'ask', 'size', 'decide', 'end'] } }, differs: [{ kind: 'reached', step: 0, element: 'look' }] },
    { what: 'another status', wrong: { expect: { status: 'running' } }, differs: [{ kind: 'status', step: 0, expected: 'running', got: 'completed' }] },
    { what: 'a document too many', wrong: { expect: { documents: ['04', '08'] } }, differs: [{ kind: 'documents', step: 0 }] },
  ])('given $what expected, when it runs, then exactly that is found', ({ wrong, differs }) => {
    expect(runScenario(stage, { ...agreed, ...wrong } as Scenario).differences).toMatchObject(differs);
  });

  test('given some scenarios, when coverage is asked, then it names what none of them reaches', () => {
    const { play } = runScenario(stage, agreed);

    expect(coverageOf(stage.program, [play!])).toEqual([expect.objectContaining({ process: 'p', elements: [], flows: ['size_decide'], done: 11, all: 12 })]);
  });
});
