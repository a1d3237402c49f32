import { setImmediate } from 'node:timers/promises';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { readScenario } from '../../definitions/matters/scenarioSchema.ts';
import type { Parts } from '../../definitions/parts.ts';
import type { Calendar } from '../../engine/clock/calendar.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Program } from '../../engine/program.ts';
import type { Difference } from '../../engine/scenario/compare.ts';
import { type Coverage, coverageOf } from '../../engine/scenario/coverage.ts';
import type { Play, Stage } from '../../engine/scenario/play.ts';
import { runScenario } from '../../engine/scenario/run.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import type { MatterForm } from '../../engine/forms/matterForm.ts';
import type { EntityManager } from '../orm.ts';
import { stepFormsWith } from '../tasks/stepForms.ts';
import { departmentOf } from './departmentOf.ts';
import { refuseManyEvents } from './scenarioLimits.ts';

/** What a definition's scenarios came to. */
export interface ScenarioReport {
  readonly results: readonly { readonly id: string; readonly title: Scenario['title']; readonly differences: readonly Difference[] }[];
  readonly coverage: readonly Coverage[];
}

/** What is published together: what runs, what is asked, and what belongs to it. */
interface Published {
  readonly program: Program;
  readonly form: object | null;
  readonly parts: Parts | null;
}

export const stageOf = (published: Published, calendar: Calendar): Stage => ({
  program: published.program, form: published.form as MatterForm | null, calendar, ladders: loadLadders(), departmentOf, stepForms: stepFormsWith(published.parts),
});

/**
 * Runs every scenario of a definition in memory.
 * @throws DomainError SCENARIO_INVALID for one that can't be read, SCENARIOS_TOO_LONG where all together have too many events
 */
export async function runScenarios(em: EntityManager, published: Published): Promise<ScenarioReport> {
  const scenarios = Object.entries(published.parts?.scenarios ?? {});
  if (scenarios.length === 0) return { results: [], coverage: coverageOf(published.program, []) };
  const stage = stageOf(published, await currentCalendar(em));
  const plays: Play[] = [];
  let events = 0;
  const results: ScenarioReport['results'][number][] = [];
  for (const [id, text] of scenarios) {
    // One at a time, so that others are answered in between.
    await setImmediate();
    const scenario = read(id, text);
    const { play, differences } = runScenario(stage, scenario);
    if (play) plays.push(play);
    refuseManyEvents((events += play?.events.length ?? 0));
    results.push({ id, title: scenario.title, differences });
  }
  return { results, coverage: coverageOf(published.program, plays) };
}

/** @throws DomainError SCENARIO_FAILS naming scenario, step and the first difference */
export async function refuseFailing(em: EntityManager, published: Published): Promise<ScenarioReport> {
  const report = await runScenarios(em, published);
  for (const { id, title, differences } of report.results) {
    const [first] = differences;
    if (!first) continue;
    const { step, kind, element = '' } = first;
    throw new DomainError('SCENARIO_FAILS', { id, scenario: title.zh, ...(title.en ? { scenarioEn: title.en } : {}), step, kind, element, name: nameOf(published.program, element), expected: text(first.expected), got: text(first.got), failing: report.results.filter((each) => each.differences.length > 0).length });
  }
  return report;
}

function read(id: string, value: unknown): ReturnType<typeof readScenario> {
  try {
    return readScenario(value);
  } catch (error) {
    throw new DomainError('SCENARIO_INVALID', { id, scenario: id, what: (error as Error).message });
  }
}

const nameOf = (program: Program, element: string): string => Object.values(program.processes).flatMap(({ nodes }) => nodes).find(({ id }) => id === element)?.name ?? element;

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
