import { readBpmn } from '../../engine/bpmn.ts';
import { children } from '../../engine/drawn.ts';
import type { ProcessProgram, Program } from '../../engine/program.ts';
import { readProcess } from '../../engine/readProcess.ts';

/** The program of a drawing of one process as it is read, whatever is wrong with it, and of what it calls. */
export async function uncheckedProgram(xml: string, called: Readonly<Record<string, ProcessProgram>> = {}): Promise<Program> {
  const { definitions } = await readBpmn(xml);
  const { process } = readProcess(children(definitions, 'rootElements').find(({ $type }) => $type === 'bpmn:Process')!);
  return { format: 1, sem: 1, profile: 'bpmn', main: process.key, processes: { ...called, [process.key]: process } };
}
