import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCalendar } from '../../definitions/calendars/load.ts';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { readScenario } from '../../definitions/matters/scenarioSchema.ts';
import { assemble } from '../../engine/compile.ts';
import type { MatterForm } from '../../engine/forms/matterForm.ts';
import type { Program } from '../../engine/program.ts';
import { Play, type Stage } from '../../engine/scenario/play.ts';
import { departmentOf } from '../../scripts/scenario/departmentOf.ts';
import { stepFormsWith } from '../../server/tasks/stepForms.ts';
import { root } from './sources.ts';

const read = (path: string): string => readFileSync(join(root, 'definitions/matters', path), 'utf8');
const visit = (await assemble(read('joint-visit/flow.bpmn'), { profile: 'matter' })).program!;

/** The program of a drawing of the joint utility connection. */
export async function utilityProgram(xml: string = utilityXml): Promise<Program> {
  return (await assemble(xml, { profile: 'matter', called: visit.processes })).program!;
}

/** The shipped drawing of the joint utility connection, and its form. */
export const utilityXml = read('joint-utility-connection/flow.bpmn');
export const utilityForm = JSON.parse(read('joint-utility-connection/form.json')) as MatterForm;

/** One of its shipped cases (`demo`, `silent-department` ...), played in memory to its last step. */
export async function playShipped(name: string, program?: Program): Promise<{ program: Program; play: Play }> {
  const own = program ?? (await utilityProgram());
  const stage: Stage = { program: own, form: utilityForm, calendar: loadCalendar(), ladders: loadLadders(), departmentOf, stepForms: stepFormsWith(null) };
  const scenario = readScenario(JSON.parse(read(`joint-utility-connection/cases/${name}.json`)));
  const play = new Play(stage, scenario.start);
  for (const step of scenario.steps) play.act(step);
  return { program: own, play };
}
