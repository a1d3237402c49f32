import { type Finding, lint } from '../expressions/lint.ts';
import { type Node, isActivity } from '../elements/index.ts';
import type { Trigger } from '../elements/trigger.ts';
import { type Problem, problem, warning } from '../problem.ts';
import type { ProcessProgram, Profile, Program } from '../program.ts';
import { triggersOf } from '../starts.ts';
import { contractOf, foreignOutputs } from './contractOf.ts';
import { BOTH, type Facts, flaw, type Rule } from './rule.ts';
import { typesGiven } from './typesGiven.ts';

/** Every expression of a drawing can be read and is small; in a matter every name in it has a value from somewhere (E-07 to E-12). */
export const expressions: Rule = {
  id: 'expressions',
  profiles: BOTH,
  check(process, program, facts) {
    const { profile } = program;
    const known = facts.variables && profile === 'matter' ? namesGiven(process, program, facts) : null;
    const types = profile === 'matter' ? typesGiven(process, facts) : {};
    // What an output reads in place of its connector's answer is said by the rule `connector`.
    const foreign = new Set(process.nodes.flatMap((node) => {
      const contract = contractOf(node, facts.connectors ?? {});
      return contract === undefined ? [] : foreignOutputs(node, contract).map(({ source }) => `${node.id} ${source}`);
    }));
    return [...expressionsOf(process), ...contentsOf(process)].flatMap(({ id, text, ofMessage }) => {
      const { findings, names } = lint(text, ofMessage ? {} : types);
      return [
        ...findings.map((finding) => told(finding, id, text, profile)),
        ...(known && !ofMessage && !foreign.has(`${id} ${text}`) ? names.filter((name) => !known.has(name)).map((name): Problem => problem(id, 'VAR_UNDEFINED', { variable: name, text: shown(text) })) : []),
      ];
    });
  },
};

/** What keeps an expression from being read is an error everywhere; what it means wrongly, one in a matter. */
function told({ code, at, text: found = '', kinds }: Finding, id: string, text: string, profile: Profile): Problem {
  const params = { text: shown(text), at: at + 1, found: shown(found), ...(kinds ? { left: kinds[0], right: kinds[1] } : {}) };
  if (code === 'EXPR_DECIMAL') return warning(id, code, params);
  return MEANING.has(code) ? flaw(profile, id, code, params) : problem(id, code, params);
}

const MEANING: ReadonlySet<Finding['code']> = new Set(['EXPR_FUNCTION_UNKNOWN', 'EXPR_BUDGET', 'EXPR_TYPE', 'EXPR_ARITH']);

interface Expression {
  readonly id: string;
  readonly text: string;
  /** Its names are a message's, not the case's. */
  readonly ofMessage?: true;
}

/** The texts by which messages are told from others, with the element that waits for them. */
const contentsOf = (process: ProcessProgram): Expression[] =>
  process.nodes.flatMap((node) => triggersOf(node).flatMap((each): Expression[] => (each.kind === 'message' && each.content !== undefined ? [{ id: node.id, text: each.content, ofMessage: true }] : [])));

/** Every FEEL text of a process, with the element or flow it stands at. */
export function expressionsOf(process: ProcessProgram): Expression[] {
  const found: (Expression | { readonly id: string; readonly text: undefined })[] = [
    ...process.flows.map(({ id, condition }) => ({ id, text: condition }) as Expression),
    ...process.nodes.flatMap((node) => textsOf(node).map((text) => ({ id: node.id, text }) as Expression)),
  ];
  return found.filter((each): each is Expression => each.text !== undefined);
}

function textOf(trigger: Trigger): string | undefined {
  if (trigger.kind === 'timer') return trigger.feel ? trigger.text : undefined;
  if (trigger.kind === 'conditional') return trigger.condition || undefined;
  return trigger.kind === 'message' ? trigger.key : undefined;
}

function textsOf(node: Node): (string | undefined)[] {
  const texts = triggersOf(node).map(textOf);
  if (node.kind === 'sendTask') texts.push(node.sends?.key);
  if (node.kind === 'scriptTask' && node.format === undefined) texts.push(node.script);
  if (node.kind === 'complexGateway') texts.push(node.activation);
  for (const { transformation, assignments = [] } of [...(node.data?.inputs ?? []), ...(node.data?.outputs ?? [])]) texts.push(transformation, ...assignments.map(({ from }) => from));
  if (!isActivity(node)) return texts;
  const { multiInstance: loop, loop: again, step, inputs = [], outputs = [] } = node;
  texts.push(...inputs.map(({ source }) => source), ...outputs.map(({ source }) => source));
  if (step?.department?.startsWith('=')) texts.push(step.department.slice(1));
  if (loop) texts.push(loop.collection, loop.cardinality, loop.outputElement, loop.completionCondition, ...(loop.throws ?? []).map(({ condition }) => condition));
  if (again) texts.push(again.condition);
  if (node.kind === 'adHocSubProcess') texts.push(node.completionCondition);
  return texts;
}

/** What the case has from its form, what the drawing writes, what its connectors answer, and what the platform gives by itself. */
export function namesGiven(process: ProcessProgram, program: Program, { variables = [], connectors = {} }: Pick<Facts, 'variables' | 'connectors'>): Set<string> {
  const known = new Set([...variables, ...(process.matter?.inputs ?? []), 'opinion', 'opinions', 'loopCounter', 'nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances', 'nrOfTerminatedInstances']);
  const all = process.key === program.main ? Object.values(program.processes) : [process];
  const complex = all.filter(({ nodes }) => nodes.some(({ kind }) => kind === 'complexGateway'));
  for (const name of complex.flatMap(({ flows }) => ['activationCount', 'waitingForStart', ...flows.flatMap(({ id, name: drawn }) => [id, drawn ?? ''])])) known.add(name);
  for (const name of all.flatMap(({ data = {} }) => Object.values(data).flat())) known.add(name);
  for (const node of all.flatMap(({ nodes }) => nodes)) {
    for (const { target, aliases = {} } of [...(node.data?.inputs ?? []), ...(node.data?.outputs ?? [])]) for (const name of [target, ...Object.keys(aliases)]) known.add(name);
    for (const name of node.data?.own ?? []) known.add(name);
    for (const { name } of contractOf(node, connectors)?.outputs ?? []) known.add(name);
    if (!isActivity(node)) continue;
    if ('result' in node && node.result) known.add(node.result);
    for (const { target } of [...(node.inputs ?? []), ...(node.outputs ?? [])]) known.add(target.split('.')[0]!);
    if (node.multiInstance?.element) known.add(node.multiInstance.element);
    if (node.multiInstance?.outputCollection) known.add(node.multiInstance.outputCollection);
  }
  return known;
}

const shown = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
