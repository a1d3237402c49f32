import { hash } from './canonical.ts';
import type { DecisionProgram } from './decisions/model.ts';
import { attribute, type Drawn } from './drawn.ts';
import type { Node } from './elements/index.ts';
import { type Problem, problem, warning } from './problem.ts';
import type { ProcessProgram, Profile, Program } from './program.ts';
import { SEM } from './interpreter/step.ts';
import { isUnread, readDrawing, type Reading } from './readDrawing.ts';
import { callablesOf, isGlobalTask, readCallable } from './readGlobalTask.ts';
import { walk } from './rules/drawn/walk.ts';
import { contractOf, otherTerms } from './rules/contractOf.ts';
import { importProblems } from './rules/importWarnings.ts';
import { expressionsOf } from './rules/expressions.ts';
import { typesGiven } from './rules/typesGiven.ts';
import { checkDrawing, checkProgram, type Facts } from './rules/index.ts';
import { saidOnce } from './rules/saidOnce.ts';
import { checkSource } from './rules/standard/index.ts';
import type { DeployedFile } from './rules/standard/standardRule.ts';
import type { Source } from './xml/part.ts';

export interface CompileOptions {
  readonly profile: Profile;
  /** Published processes that call activities may name, by key. They become part of the program. */
  readonly called?: Readonly<Record<string, ProcessProgram>>;
  /** What the city has registered: departments, service items ... Rules that need it are left out without it. */
  readonly facts?: Facts;
  /** Decisions that business rule tasks may name, by id; those that are named become part of the process. */
  readonly decisions?: Readonly<Record<string, DecisionProgram>>;
  /** Key of the main process, where a drawing has several; the first executable one otherwise. */
  readonly main?: string;
  /** The files that belong to the same deployment: what a drawing imports has to be among them. */
  readonly files?: readonly DeployedFile[];
  /** The other drawings among them, as they are written: what a reference with the prefix of their namespace may mean. */
  readonly beside?: readonly Source[];
}

export interface Compiled {
  /** null while there are errors. */
  readonly program: Program | null;
  readonly problems: readonly Problem[];
}

/** What is missing from an unfinished drawing: its flows can be searched even so. After anything else they may lead to nothing. */
const UNFINISHED: ReadonlySet<string> = new Set([
  'START_WITHOUT_END', 'START_WITHOUT_OUTGOING', 'END_WITHOUT_START', 'END_WITHOUT_INCOMING', 'FLOW_WITHOUT_INCOMING', 'STEP_WITHOUT_OUTGOING', 'EVENT_WITHOUT_INCOMING', 'EVENT_WITHOUT_OUTGOING',
  'BOUNDARY_WITHOUT_OUTGOING', 'GATEWAY_NEITHER', 'GATEWAY_FLOW_WITHOUT_CONDITION', 'CONDITION_ALONE', 'EXPRESSION_EMPTY', 'EXPRESSION_NOT_FORMAL',
]);

/**
 * Compiles a drawing to the program that cases run, and says everything that is wrong with it. The same in the browser
 * (problems as you draw), in the publish gate and in the tests.
 */
export async function compile(drawn: string | Reading, options: CompileOptions): Promise<Compiled> {
  const { program, problems } = await assemble(drawn, options);
  return { program: problems.some(({ severity }) => severity === 'error') ? null : program, problems };
}

/** The same, with the program even where there are errors, as far as there is a process to read: it is not to be run. */
export async function assemble(drawn: string | Reading, options: CompileOptions): Promise<Compiled> {
  const { source, drawing } = typeof drawn === 'string' ? await readDrawing(drawn) : drawn;
  if (isUnread(source)) return { program: null, problems: [source] };
  const broken = checkSource({ ...source, others: options.beside ?? [] }, { profile: options.profile, files: options.files ?? [] });
  if (isUnread(drawing)) return { program: null, problems: [...broken, drawing] };
  const first = [...broken, ...importProblems(drawing.warnings, options.profile, broken)];
  // Without ids of their own things can't be told apart: nothing more can be said.
  if (broken.some(({ code }) => code === 'ID_MISSING' || code === 'ID_TWICE')) return { program: null, problems: saidOnce(named(first, drawing.definitions)) };
  const callables = callablesOf(drawing.definitions);
  const read = callables.map(readCallable);
  const main = options.main ?? executable(callables.filter((each) => !isGlobalTask(each)))?.id;
  if (main === undefined) return { program: null, problems: saidOnce(named([...first, problem('', 'PROCESS_MISSING')], drawing.definitions)) };
  const own = Object.fromEntries(read.map(({ process }) => [process.key, withSafeCalls(withMoney(withDecisions(withoutLooseEnds(process), options.decisions), options.facts), options.facts)]));
  const whole = read.every(({ process }) => own[process.key]!.flows.length === process.flows.length);
  const program: Program = { format: 1, sem: SEM, profile: options.profile, main, processes: reachable(main, { ...options.called, ...own }) };
  const facts = options.decisions ? { ...options.facts, decisions: Object.keys(options.decisions) } : options.facts;
  const searched = broken.every(({ severity, code }) => severity === 'warning' || UNFINISHED.has(code));
  const later = [...read.flatMap((result) => result.problems), ...ignored(program, own), ...checkDrawing(drawing.definitions, options.profile), ...checkProgram(program, Object.keys(own), facts, searched).filter(({ code }) => whole || !code.startsWith('FLOW_'))];
  const said = new Set(first.map(({ elementId, code }) => `${elementId} ${code}`));
  const problems = saidOnce(named([...first, ...later.filter(({ elementId, code }) => !said.has(`${elementId} ${code}`))], drawing.definitions));
  return { program, problems };
}

/**
 * Flows to and from elements that can't be executed are taken off, so that the rules can look at the rest. What they
 * then find about the flow as a whole would be about the hole, and is left out.
 */
function withoutLooseEnds(process: ProcessProgram): ProcessProgram {
  const nodes = new Set(process.nodes.map(({ id }) => id));
  const flows = process.flows.filter(({ source, target }) => nodes.has(source) && nodes.has(target));
  if (flows.length === process.flows.length) return process;
  const kept = new Set(flows.map(({ id }) => id));
  const tied = (ids: readonly string[]): readonly string[] => ids.filter((id) => kept.has(id));
  return { ...process, flows, nodes: process.nodes.map((node) => ({ ...node, incoming: tied(node.incoming), outgoing: tied(node.outgoing) })) };
}

/** The process with the names that its forms and mappings say are sums of money, so that a case can watch over them. */
function withMoney(process: ProcessProgram, facts: Facts = {}): ProcessProgram {
  const texts = expressionsOf(process).map(({ text }) => text);
  const money = Object.entries(typesGiven(process, facts)).filter(([name, type]) => (type === 'money' || (typeof type !== 'string' && 'list' in type && type.list === 'money')) && texts.some((text) => text.includes(name))).map(([name]) => name);
  return money.length > 0 ? { ...process, money: money.sort() } : process;
}

/** The process with the calls marked that only read, as the register says today: what it says later changes no version. */
function withSafeCalls(process: ProcessProgram, { connectors = {} }: Facts = {}): ProcessProgram {
  const mark = (node: Node): Node => {
    const contract = contractOf(node, connectors);
    return contract?.safe && otherTerms(node, contract).length === 0 ? ({ ...node, safe: true } as Node) : node;
  };
  return { ...process, nodes: process.nodes.map(mark) };
}

/** The process with the decisions its tasks name. */
function withDecisions(process: ProcessProgram, all: CompileOptions['decisions'] = {}): ProcessProgram {
  const named = new Set(process.nodes.flatMap((node) => (node.kind === 'businessRuleTask' && node.decision !== undefined ? [node.decision] : [])));
  const carried = Object.fromEntries([...named].filter((id) => all[id]).map((id) => [id, all[id]!]));
  return Object.keys(carried).length > 0 ? { ...process, decisions: carried } : process;
}

/** A drawn process that nobody calls does not run. */
const ignored = (program: Program, own: Readonly<Record<string, ProcessProgram>>): Problem[] =>
  Object.keys(own).filter((key) => !program.processes[key]).map((key) => warning(key, 'PROCESS_IGNORED'));

/** Every problem names its element as people see it: by its name, else by its id. */
function named(problems: readonly Problem[], definitions: Drawn): Problem[] {
  const names = new Map([...walk(definitions)].filter(({ id }) => id).map(({ id, name }) => [id, name || id]));
  return problems.map((each) => ({ ...each, params: { name: names.get(each.elementId) ?? each.elementId, ...each.params } }));
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
