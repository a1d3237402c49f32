import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../../engine/compile.ts';
import type { Program } from '../../engine/program.ts';
import { Play } from '../../engine/scenario/play.ts';
import { readScenario } from '../../scripts/scenario/scenario.ts';
import { stageOf } from './shippedStage.ts';
import { root } from './sources.ts';

const matter = 'joint-utility-connection';
const place = (path: string): string => join(root, 'definitions/matters', path);
const visit = (await assemble(readFileSync(place('joint-visit/flow.bpmn'), 'utf8'), { profile: 'matter' })).program!;

/** The program of a drawing of the joint utility connection. */
export async function utilityProgram(xml: string = utilityXml): Promise<Program> {
  return (await assemble(xml, { profile: 'matter', called: visit.processes })).program!;
}

/** The shipped drawing of the joint utility connection. */
export const utilityXml = readFileSync(place(`${matter}/flow.bpmn`), 'utf8');

/** One of its shipped cases (`demo`, `silent-department` ...), played in memory to its last step. */
export async function playShipped(name: string, program?: Program): Promise<{ program: Program; play: Play }> {
  const own = program ?? (await utilityProgram());
  const scenario = readScenario(place(`${matter}/cases/${name}.json`));
  const play = new Play(stageOf(matter, own), scenario.start);
  for (const step of scenario.steps) play.act(step);
  return { program: own, play };
}
