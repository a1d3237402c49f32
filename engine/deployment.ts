import { type Drawing, join } from './bpmn.ts';
import { compile, type CompileOptions } from './compile.ts';
import { compileDecisions } from './decisions/compileFiles.ts';
import { attribute } from './drawn.ts';
import { type Problem, problem } from './problem.ts';
import type { ProcessProgram, Program } from './program.ts';
import { isUnread, readDrawing, type Reading } from './readDrawing.ts';
import { callablesOf, isGlobalTask, readCallable } from './readGlobalTask.ts';
import type { Source } from './xml/part.ts';

/** A drawing, or a decision model by its name's end `.dmn`, as a file. */
export interface DrawingFile {
  readonly name: string;
  readonly xml: string;
}

/** A problem together with the file it was found in. */
export interface FileProblem extends Problem {
  readonly file: string;
}

/** Several drawings compiled together. */
export interface Deployment {
  /** One program for each executable process, by its key; empty while there is an error anywhere. */
  readonly programs: Readonly<Record<string, Program>>;
  readonly problems: readonly FileProblem[];
}

/**
 * Compiles several drawings as one deployment: every executable process of every file becomes a program of its own, and
 * each may call the others and the decisions of the deployment's decision files. One error in one file, and nothing can be
 * started.
 */
export async function compileTogether(files: readonly DrawingFile[], options: Omit<CompileOptions, 'main'>): Promise<Deployment> {
  const isDecisions = ({ name }: DrawingFile): boolean => name.toLowerCase().endsWith('.dmn');
  const { decisions, problems: found } = await compileDecisions(files.filter(isDecisions));
  const read = await Promise.all(files.filter((file) => !isDecisions(file)).map(async (file) => ({ file, reading: await readDrawing(file.xml) })));
  // What leads into another file could not be known when the file was read by itself.
  join(read.flatMap(({ reading }) => drawingOf(reading) ?? []));
  const drawings = read.map((one) => ({ ...one, processes: processesOf(drawingOf(one.reading)) }));
  const deployed = files.map(({ name }) => ({ name, namespace: sourceOf(read.find(({ file }) => file.name === name)?.reading)?.namespace }));
  const problems: FileProblem[] = [...found, ...drawnTwice(drawings)];
  const programs: Record<string, Program> = {};
  for (const { file, reading, processes } of drawings) {
    const others = drawings.filter((other) => other.file !== file);
    const called = { ...options.called, ...byKey(others.flatMap((other) => other.processes.map(({ process }) => process))) };
    // One that nobody can read has nothing for the others.
    const beside = others.flatMap((other) => (drawingOf(other.reading) && sourceOf(other.reading)) ?? []);
    const keys = processes.filter(({ executable }) => executable).map(({ process }) => process.key);
    // A file of nothing but global tasks is there for the others to call.
    const callable = drawings.length > 1 && processes.length > 0 && processes.every(({ process }) => process.globalTask) ? processes[0]!.process.key : undefined;
    // One without any process has messages, types or the like for them.
    const isForOthers = drawingOf(reading) !== null && processes.length === 0 && drawings.length > 1;
    for (const main of keys.length > 0 ? keys : [callable]) {
      const compiled = await compile(reading, { ...options, files: deployed, beside, called, decisions: { ...options.decisions, ...decisions }, ...(main === undefined ? {} : { main }) });
      // What the file has beside this program is another program of the same deployment.
      const own = compiled.problems.filter(({ code, elementId }) => (code === 'PROCESS_IGNORED' ? !keys.includes(elementId) : code !== 'PROCESS_MISSING' || !isForOthers));
      problems.push(...own.map((found) => ({ ...found, file: file.name })));
      if (compiled.program && main !== undefined && main !== callable) programs[main] = compiled.program;
    }
  }
  if (Object.keys(programs).length === 0 && !problems.some(isError)) problems.push(...nothingToStart(files, drawings));
  const told = withoutRepetition(problems);
  return { programs: told.some(isError) ? {} : programs, problems: told };
}

const isError = ({ severity }: Problem): boolean => severity === 'error';

interface Read {
  readonly process: ProcessProgram;
  readonly executable: boolean;
}

interface ReadFile {
  readonly file: DrawingFile;
  readonly processes: readonly Read[];
}

/** null where the file can't be read: `compile` says what is wrong with it. */
const drawingOf = ({ drawing }: Reading): Drawing | null => (isUnread(drawing) ? null : drawing);
const sourceOf = (reading: Reading | undefined): Source | undefined => (reading && !isUnread(reading.source) ? reading.source : undefined);

const processesOf = (drawing: Drawing | null): Read[] =>
  (drawing ? callablesOf(drawing.definitions) : []).map((each) => ({ process: readCallable(each).process, executable: !isGlobalTask(each) && attribute(each, 'isExecutable') !== 'false' }));

function drawnTwice(read: readonly ReadFile[]): FileProblem[] {
  const keys = read.flatMap(({ file, processes }) => processes.map(({ process: { key } }) => ({ key, file: file.name })));
  return keys.filter(({ key }, at) => keys.findIndex((other) => other.key === key) < at).map(({ key, file }) => ({ ...problem(key, 'PROCESS_TWICE', { process: key }), file }));
}

/** Why files without any error have nothing that could be started: each process says that it is not to be, or there is none. */
function nothingToStart([first]: readonly DrawingFile[], read: readonly ReadFile[]): FileProblem[] {
  const asleep = read.flatMap(({ file, processes }) => processes.filter(({ process }) => !process.globalTask).map(({ process: { key, name } }) => ({ ...problem(key, 'PROCESS_NOT_EXECUTABLE', { name: name || key, process: key }), file: file.name })));
  return asleep.length > 0 || !first ? asleep : [{ ...problem('', 'PROCESS_MISSING'), file: first.name }];
}

const byKey = (processes: readonly ProcessProgram[]) => Object.fromEntries(processes.map((process) => [process.key, process]));

/** Each program of a file finds the file's problems again. */
function withoutRepetition(problems: readonly FileProblem[]): FileProblem[] {
  const known = new Set<string>();
  return problems.filter(({ file, elementId, code, params }) => {
    const key = [file, elementId, code, ...Object.values(params ?? {})].join('\n');
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
