import { hash } from './canonical.ts';
import { type Drawing, readBpmn } from './bpmn.ts';
import { attribute, children, type Drawn } from './drawn.ts';
import { type Problem, problem } from './problem.ts';
import type { ProcessProgram, Profile, Program } from './program.ts';
import { SEM } from './interpreter/step.ts';
import { readProcess } from './readProcess.ts';
import { checkProgram, type Facts } from './rules/index.ts';

export interface CompileOptions {
  readonly profile: Profile;
  /** Published processes that call activities may name, by key. They become part of the program. */
  readonly called?: Readonly<Record<string, ProcessProgram>>;
  /** What the city has registered: departments, service items ... Rules that need it are left out without it. */
  readonly facts?: Facts;
  /** Key of the main process, where a drawing has several; the first executable one otherwise. */
  readonly main?: string;
}

export interface Compiled {
  /** null while there are errors. */
  readonly program: Program | null;
  readonly problems: readonly Problem[];
}

/**
 * Compiles a drawing to the program that cases run, and says everything that is wrong with it. The same in the browser
 * (problems as you draw), in the publish gate and in the tests.
 */
export async function compile(xml: string, options: CompileOptions): Promise<Compiled> {
  let drawing: Drawing;
  try {
    drawing = await readBpmn(xml);
  } catch (error) {
    return { program: null, problems: [problem('', 'BPMN_MALFORMED', { message: error instanceof Error ? error.message : String(error) })] };
  }
  const importProblems = drawing.warnings.map((warning) => problem(warning.elementId ?? '', 'BPMN_IMPORT_WARNING', { message: warning.message }));
  const drawn = children(drawing.definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
  const read = drawn.map((process) => readProcess(process));
  const main = options.main ?? executable(drawn)?.id;
  if (main === undefined) return { program: null, problems: [...importProblems, problem('', 'PROCESS_MISSING')] };
  const own = Object.fromEntries(read.map(({ process }) => [process.key, process]));
  const program: Program = { format: 1, sem: SEM, profile: options.profile, main, processes: reachable(main, { ...options.called, ...own }) };
  const problems = [...importProblems, ...read.flatMap((result) => result.problems), ...checkProgram(program, Object.keys(own), options.facts)];
  return { program: problems.some(({ severity }) => severity === 'error') ? null : program, problems };
}

/** Content hash of a program: what a definition version is known by, and what a case's start argument is checked against. */
export const programHash = (program: Program): string => hash(program);

const executable = (drawn: readonly Drawn[]): Drawn | undefined =>
  drawn.find((process) => attribute(process, 'isExecutable') !== 'false') ?? drawn[0];

/** The main process and all that it calls, directly or not. A call to nothing is reported by the call activity's check. */
function reachable(main: string, all: Readonly<Record<string, ProcessProgram>>): Record<string, ProcessProgram> {
  const found: Record<string, ProcessProgram> = {};
  const open = [main];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const process = all[key];
    if (!process || found[key]) continue;
    found[key] = process;
    for (const node of process.nodes) if (node.kind === 'callActivity') open.push(node.calls);
  }
  return found;
}
