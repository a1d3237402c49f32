import { readBpmn } from '../../engine/bpmn.ts';
import { children } from '../../engine/drawn.ts';
import type { Program } from '../../engine/program.ts';
import { readProcess } from '../../engine/readProcess.ts';

/** The program of a drawing of one process as it is read, whatever is wrong with it. */
export async function uncheckedProgram(xml: string): Promise<Program> {
  const { definitions } = await readBpmn(xml);
  const { process } = readProcess(children(definitions, 'rootElements').find(({ $type }) => $type === 'bpmn:Process')!);
  return { format: 1, sem: 1, profile: 'bpmn', main: process.key, processes: { [process.key]: process } };
}
