import type { Found } from '../../server/client/settled.ts';
import type { CaseFile, CaseStep, Expected } from './caseFile.ts';
import { compare, compareState, compareWaiting } from './compare.ts';
import type { EngineDriver } from './driver.ts';
import type { Drawing } from './readFolder.ts';

/** A difference and where it was seen: at a step (from 1), at deployment, or at the end. */
export interface Failure extends Found {
  readonly at: string;
}

/** Drives one case through an engine; goes on after a difference, so that one run shows them all. Empty: it passes. */
export async function runCase(read: CaseFile, files: readonly Drawing[], driver: EngineDriver): Promise<Failure[]> {
  const problems = await driver.deploy(files, read.workers);
  if (problems.length > 0 || read.expect.deploy === 'rejected') return judgeRefusal(read.expect, problems);
  const failures: Failure[] = [];
  for (const [position, step] of read.steps.entries()) {
    const at = `step ${position + 1}`;
    try {
      failures.push(...(await take(step, read, driver)).map((found) => ({ ...found, at })));
    } catch (error) {
      if (!step.expectFail) failures.push({ at, what: Object.keys(step).join(', '), expected: 'to be taken', got: messageOf(error) });
    }
  }
  try {
    return [...failures, ...compare(read.expect, await driver.see()).map((found) => ({ ...found, at: 'end' }))];
  } catch (error) {
    return [...failures, { at: 'end', what: 'case', expected: 'to be seen', got: messageOf(error) }];
  }
}

function judgeRefusal(expected: Expected, problems: readonly string[]): Failure[] {
  const mayBeRefused = expected.deploy === 'rejected' || expected.state?.includes('rejected');
  if (problems.length > 0 && mayBeRefused) return [];
  const got = problems.length > 0 ? `refused: ${problems.join('; ')}` : 'taken without an error';
  return [{ at: 'deployment', what: 'deployment', expected: expected.deploy === 'rejected' ? 'refused' : 'taken', got }];
}

async function take(step: CaseStep, { process }: CaseFile, driver: EngineDriver): Promise<Found[]> {
  if (step.start) await driver.start(step.start.process ?? process ?? '', step.start.variables, step.start.main);
  if (step.message) await driver.message(step.message);
  if (step.signal) await driver.signal(step.signal.name, step.signal.variables);
  if (step.complete) await complete(step.complete, driver);
  if (step.setVariables) await driver.setVariables(step.setVariables);
  if (step.wait !== undefined) await driver.wait(step.wait);
  if (!step.expectWaiting && !step.expectState) return [];
  const view = await driver.see();
  return [...(step.expectWaiting ? compareWaiting(step.expectWaiting, view) : []), ...(step.expectState ? compareState(step.expectState, view) : [])];
}

async function complete({ element, variables, times, all }: NonNullable<CaseStep['complete']>, driver: EngineDriver): Promise<void> {
  const count = all ? ((await driver.see()).waiting[element] ?? 0) : times;
  if (count === 0) throw new Error(`no open task of ${element}`);
  for (let done = 0; done < count; done += 1) await driver.complete(element, variables);
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
