import { attribute, children, type Drawn } from './drawn.ts';
import type { Kind } from './elements/index.ts';
import type { Problem } from './problem.ts';
import type { ProcessProgram } from './program.ts';
import { readNode, readProcess } from './readProcess.ts';

/** The task that each kind of global task is when it is called (BPMN 2.0, 10.3.7). */
const TASKS: ReadonlyMap<string, Kind> = new Map([
  ['bpmn:GlobalTask', 'task'],
  ['bpmn:GlobalUserTask', 'userTask'],
  ['bpmn:GlobalManualTask', 'manualTask'],
  ['bpmn:GlobalScriptTask', 'scriptTask'],
  ['bpmn:GlobalBusinessRuleTask', 'businessRuleTask'],
] as const);

export const isGlobalTask = ({ $type }: Drawn): boolean => TASKS.has($type);

/** Everything in a drawing that a call activity may name: processes and global tasks, in drawing order. */
export const callablesOf = (definitions: Drawn): Drawn[] =>
  children(definitions, 'rootElements').filter((root) => root.$type === 'bpmn:Process' || isGlobalTask(root));

/** Reads a process, or a global task as a process that is that one task. */
export function readCallable(drawn: Drawn): { process: ProcessProgram; problems: Problem[] } {
  return isGlobalTask(drawn) ? readGlobalTask(drawn) : readProcess(drawn);
}

function readGlobalTask(drawn: Drawn): { process: ProcessProgram; problems: Problem[] } {
  const problems: Problem[] = [];
  const node = readNode(asTask(drawn), TASKS.get(drawn.$type)!, drawn.id, [], problems);
  return { process: { key: drawn.id, name: drawn.name ?? drawn.id, nodes: [node], flows: [], globalTask: true }, problems };
}

/** A global script task calls the format of its script otherwise than a script task does. */
function asTask(drawn: Drawn): Drawn {
  return {
    $type: drawn.$type,
    id: drawn.id,
    ...(drawn.name === undefined ? {} : { name: drawn.name }),
    ...(drawn.$attrs ? { $attrs: drawn.$attrs } : {}),
    ...(drawn.extensionElements ? { extensionElements: drawn.extensionElements } : {}),
    get: (name) => (name === 'scriptFormat' ? attribute(drawn, 'scriptLanguage') : drawn.get(name)),
  };
}
