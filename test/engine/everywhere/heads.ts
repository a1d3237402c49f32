import { compile } from '../../../engine/compile.ts';
import type { Calendar } from '../../../engine/clock/calendar.ts';
import type { Ladder } from '../../../engine/clock/ladder.ts';
import type { MatterForm } from '../../../engine/forms/matterForm.ts';
import type { Stage } from '../../../engine/scenario/play.ts';
import type { Recorded } from '../../../engine/scenario/recorded.ts';
import { runScenario } from '../../../engine/scenario/run.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';

/** What a place is given: the drawings and forms as files, the scenario, and what only the real run could know. */
export interface Told {
  readonly visit: string;
  readonly matter: string;
  readonly form: MatterForm;
  readonly stepForms: readonly (readonly [string, NonNullable<Stage['stepForms']> extends ReadonlyMap<string, infer F> ? F : never])[];
  readonly departments: Readonly<Record<string, string | null>>;
  readonly calendar: Calendar;
  readonly ladders: Readonly<Record<string, Ladder>>;
  readonly scenario: Scenario;
  readonly recorded: readonly Recorded[];
}

/** Compiles the drawings and plays the scenario: the chain after every event. */
export async function headsOf({ visit, matter, form, stepForms, departments, calendar, ladders, scenario, recorded }: Told): Promise<readonly string[]> {
  const called = await compile(visit, { profile: 'matter' });
  const { program, problems } = await compile(matter, { profile: 'matter', called: called.program!.processes });
  if (!program) throw new Error(JSON.stringify(problems));
  const stage: Stage = { program, form, calendar, ladders, departmentOf: (user) => departments[user] ?? user, stepForms: new Map(stepForms) };
  return runScenario(stage, scenario, recorded).play?.heads ?? [];
}
