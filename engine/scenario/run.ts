import { DomainError } from '../errors.ts';
import { compareEnd, compareView, type Difference } from './compare.ts';
import { Play, type Stage } from './play.ts';
import type { Recorded } from './recorded.ts';
import type { Scenario } from './scenario.ts';

/** What came of a scenario. `play` is null when the case could not even start. */
export interface Outcome {
  readonly play: Play | null;
  /** In the order they were seen; a step that cannot be done ends the run. */
  readonly differences: readonly Difference[];
}

/**
 * Plays a scenario from its start and compares at every expectation. Goes on after a difference, so that one run shows
 * them all; ends at a step that the case refuses.
 */
export function runScenario(stage: Stage, scenario: Scenario, recorded: readonly Recorded[] = []): Outcome {
  const differences: Difference[] = [];
  let play: Play | null = null;
  let position = 0;
  try {
    play = new Play(stage, scenario.start, { recorded });
    for (const step of scenario.steps) {
      position += 1;
      play.act(step);
      if (step.expect) differences.push(...compareView(step.expect, play.view, stage.departmentOf).map((found) => ({ ...found, step: position })));
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { play, differences: [...differences, refused(error, position, scenario)] };
  }
  if (scenario.expect) differences.push(...compareEnd(scenario.expect, play.view, play.effects).map((found) => ({ ...found, step: 0 })));
  return { play, differences };
}

function refused({ code, details, message }: DomainError, step: number, { steps }: Scenario): Difference {
  const { complete, activate, supply, settle, correct } = steps[step - 1] ?? {};
  const element = complete ?? activate ?? supply ?? settle?.element ?? correct?.element;
  return { step, kind: 'act', what: message, expected: null, got: { code, ...details }, ...(element === undefined ? {} : { element }) };
}
