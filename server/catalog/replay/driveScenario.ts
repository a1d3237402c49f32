import { compareEnd, compareView, type Difference } from '../../../engine/scenario/compare.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import { type Patience, settled } from '../../client/settled.ts';
import { departmentOf } from '../departmentOf.ts';
import type { Driver } from './driver.ts';

/**
 * Drives a case on a platform through a scenario and compares at every expectation, with the same words as in memory.
 * Goes on after a difference, so that one run shows them all.
 * @param keepPace called after the start and after every act, with the number of steps done: the next one waits for it
 */
export async function driveScenario(scenario: Scenario, driver: Driver, tell: (line: string) => void, patience?: Patience, keepPace?: (done: number) => Promise<void>): Promise<Difference[]> {
  const differences: Difference[] = [];
  await driver.start(scenario.start);
  await keepPace?.(0);
  for (const [position, step] of scenario.steps.entries()) {
    if (step.note) tell(step.note);
    await driver.act(step);
    await keepPace?.(position + 1);
    const { expect } = step;
    if (expect) differences.push(...(await settled(async () => compareView(expect, await driver.see(), departmentOf), patience)).map((found) => ({ ...found, step: position + 1 })));
  }
  const { expect } = scenario;
  if (expect) differences.push(...(await settled(async () => compareEnd(expect, await driver.see(), await driver.effects()), patience)).map((found) => ({ ...found, step: 0 })));
  return differences;
}
