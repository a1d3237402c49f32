import { readFileSync } from 'node:fs';
import { loadCalendar } from '../../definitions/calendars/load.ts';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { compile } from '../../engine/compile.ts';
import type { MatterForm } from '../../engine/forms/matterForm.ts';
import type { Program } from '../../engine/program.ts';
import type { Facts } from '../../engine/rules/rule.ts';
import type { Stage } from '../../engine/scenario/play.ts';
import { stepForms } from '../../server/tasks/stepForms.ts';
import { departmentOf } from '../../server/catalog/departmentOf.ts';

const matters = new URL('../../definitions/matters/', import.meta.url);
const drawing = (key: string) => readFileSync(new URL(`${key}/flow.bpmn`, matters), 'utf8');

/** A shipped matter, compiled with the visit it calls; `facts`: what the city has registered. @throws when it has problems */
export async function compileMatter(key: string, facts?: Facts): Promise<Program> {
  const visit = await compile(drawing('joint-visit'), { profile: 'matter' });
  const { program, problems } = await compile(drawing(key), { profile: 'matter', called: visit.program!.processes, ...(facts && { facts }) });
  if (!program) throw new Error(JSON.stringify(problems));
  return program;
}

/** What a shipped matter's scenarios run on in memory. */
export function stageOf(key: string, program: Program): Stage {
  const form = JSON.parse(readFileSync(new URL(`${key}/form.json`, matters), 'utf8')) as MatterForm;
  return { program, form, calendar: loadCalendar(), ladders: loadLadders(), departmentOf, stepForms };
}
