import { canonical } from '../canonical.ts';
import { type ActivityNode, isActivity } from '../elements/index.ts';
import { evaluate } from '../expressions/feel.ts';
import { lint } from '../expressions/lint.ts';
import { indexOf, type ProcessIndex } from '../interpreter/programIndex.ts';
import type { Mapping, Program } from '../program.ts';
import type { Value } from '../value.ts';
import type { Answers, Question } from './questions.ts';

/** Something the way depends on: whether a flow is taken, or how often a step is repeated. */
export interface Point {
  /** Calls on the way to it, then the flow or the step: `survey/common_to_again`. */
  readonly key: string;
  /** Names of the questions that decide it. */
  readonly questions: readonly string[];
  /** Its own text, and those of the mappings that its names come from. */
  readonly texts: readonly string[];
  /** true or false of a condition, a number of a repetition; null where the answers do not decide it. */
  decide(answers: Answers): boolean | number | null;
}

/** A name whose value the answers give. */
interface Known {
  readonly questions: readonly string[];
  readonly texts: readonly string[];
  value(answers: Answers): Value;
}

type Names = ReadonlyMap<string, Known>;

/** Any instant: what asks for the time is not decided by answers. */
const NOW = '2024-01-01T00:00:00.000Z';
const MOVING = /\b(now|today)\s*\(/;

/**
 * Every condition and repetition of a process and of what it calls that answers decide, each with the questions it
 * rests on. What a case writes itself while it runs (opinions, results of steps) decides nothing here: there both ways
 * are open.
 */
export function pointsOf(program: Program, questions: readonly Question[]): Point[] {
  const names = new Map(questions.map(({ name }): [string, Known] => [name, { questions: [name], texts: [], value: (answers) => answers[name] ?? null }]));
  return processPoints(program, program.main, '', names, []);
}

function processPoints(program: Program, key: string, prefix: string, given: Names, calls: readonly string[]): Point[] {
  const index = indexOf(program, key);
  const names = without(given, written(index));
  return scopePoints(key, names);

  function scopePoints(scope: string, known: Names): Point[] {
    return (index.contents.get(scope) ?? []).flatMap((node) => {
      const here = node.outgoing.flatMap((id) => {
        const { condition } = index.flows.get(id)!;
        return condition === undefined ? [] : pointOf(`${prefix}${id}`, condition, known, (value) => (typeof value === 'boolean' ? value : null));
      });
      return [...here, ...(isActivity(node) ? [...repetitions(node, known), ...inside(node, known)] : [])];
    });
  }

  function repetitions(node: ActivityNode, known: Names): Point[] {
    if (!node.multiInstance) return [];
    const { collection, collectionName, cardinality } = node.multiInstance;
    const text = collection ?? collectionName ?? cardinality;
    return text === undefined ? [] : pointOf(`${prefix}${node.id}`, text, known, (value) => (Array.isArray(value) ? value.length : typeof value === 'number' && value >= 0 ? Math.floor(value) : null));
  }

  function inside(node: ActivityNode, known: Names): Point[] {
    const mapped = new Map([...without(known, node.multiInstance?.element === undefined ? [] : [node.multiInstance.element]), ...mappedNames(node.inputs ?? [], known)]);
    if (node.kind !== 'callActivity') return index.contents.has(node.id) ? scopePoints(node.id, mapped) : [];
    if (calls.includes(node.calls) || !program.processes[node.calls]) return [];
    const passed = node.closedIn ? mappedNames(node.inputs ?? [], known) : mapped;
    return processPoints(program, node.calls, `${prefix}${node.id}/`, passed, [...calls, key]);
  }
}

function pointOf(key: string, text: string, names: Names, read: (value: Value) => boolean | number | null): Point[] {
  const known = knownOf(text, names);
  if (!known) return [];
  // Reading FEEL takes long, and most answers differ in what a point does not ask for.
  const kept = new Map<string, boolean | number | null>();
  const decide = (answers: Answers): boolean | number | null => {
    const asked = canonical(known.questions.map((name) => answers[name] ?? null));
    let value = kept.get(asked);
    if (value === undefined) kept.set(asked, (value = guarded(() => read(known.value(answers)))));
    return value;
  };
  return [{ key, questions: known.questions, texts: known.texts, decide }];
}

const mappedNames = (mappings: readonly Mapping[], names: Names): Map<string, Known> =>
  new Map(mappings.flatMap(({ source, target }): [string, Known][] => {
    const known = knownOf(source, names);
    return known ? [[target, known]] : [];
  }));

/** A text whose every name is known; null where one is not. */
function knownOf(text: string, names: Names): Known | null {
  const { findings, names: asked } = lint(text);
  if (MOVING.test(text) || findings.some(({ code }) => code !== 'EXPR_DECIMAL') || !asked.every((name) => names.has(name))) return null;
  const used = asked.map((name) => [name, names.get(name)!] as const);
  return {
    questions: [...new Set(used.flatMap(([, known]) => known.questions))],
    texts: [...new Set([text, ...used.flatMap(([, known]) => known.texts)])],
    value: (answers) => evaluate(text, Object.fromEntries(used.map(([name, known]) => [name, known.value(answers)])), NOW),
  };
}

/** What cannot be evaluated would stop a case as an incident: it decides nothing. */
function guarded(read: () => boolean | number | null): boolean | number | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Names that the process gives a value itself while it runs. */
function written({ process, nodes }: ProcessIndex): string[] {
  return [...nodes.values()].flatMap((node) => [
    ...(isActivity(node) ? [...(node.outputs ?? []).map(({ target }) => target), ...(node.multiInstance?.outputCollection ? [node.multiInstance.outputCollection] : [])] : []),
    ...('result' in node && node.result !== undefined ? [node.result] : []),
    ...(node.data?.outputs ?? []).map(({ target }) => target),
    ...Object.values(process.data ?? {}).flat(),
  ]);
}

function without(names: Names, gone: readonly string[]): Names {
  if (!gone.some((name) => names.has(name))) return names;
  return new Map([...names].filter(([name]) => !gone.includes(name)));
}
