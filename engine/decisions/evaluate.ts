import { FeelFunction, evaluate as evaluateFeel, unaryTest } from 'feelin';
import { parser, trackVariables } from 'lezer-feel';
import { costOf, exceeds, MOST_STEPS } from '../expressions/budget.ts';
import { treeOf } from '../expressions/tree.ts';
import type { Instant, Value, Variables } from '../value.ts';
import { evaluateBoxed } from './boxed/index.ts';
import type { Evaluator, Scope } from './boxed/boxed.ts';
import { functionOf } from './boxed/functionDefinition.ts';
import { library } from './library/index.ts';
import type { Decision, DecisionModel, DecisionProgram, DecisionService, Requirements } from './model.ts';
import { plain } from './plain.ts';
import { fromText } from './fromText.ts';
import { allowedOf, conformed, instances, MISFIT } from './types.ts';

/** One evaluated decision, for the log: what it saw, what it said, and which rules spoke. */
export interface DecisionRecord {
  readonly decision: string;
  readonly name: string;
  readonly inputs: Variables;
  readonly output: Value;
  /** Tables that were asked, with the ids of the rules that were met, in the table's order. */
  readonly tables: readonly { readonly table: string; readonly rules: readonly string[] }[];
  /** Why something is null, in the order it was noticed. */
  readonly warnings: readonly string[];
}

/** What an evaluation gives: the value in FEEL's own types, and a record of each decision in the order they were done. */
export interface Evaluated {
  readonly value: unknown;
  readonly records: readonly DecisionRecord[];
  /** Whether anything was null because of an error. */
  readonly warnings: readonly string[];
}

/** Values from outside: by name, or by namespace and name for an imported model's. */
export interface Inputs {
  readonly values: Scope;
  readonly imported?: Readonly<Record<string, Scope>>;
  /** The values are a case's: dates and durations come as text. */
  readonly json?: true;
}

/** Calls inside calls before the innermost one is null. */
const DEEPEST = 100;

/**
 * Evaluates one decision with all it requires (DMN 1.5, 10.4). Inside decisions the standard's own rules hold: what is
 * unknown or wrong is null, with a word about it, and never an exception.
 * @param id of a decision of the program's main model. @throws Error when there is none.
 */
export function evaluateDecision(program: DecisionProgram, id: string, inputs: Inputs, now: Instant): Evaluated {
  const model = program.models[program.main]!;
  const decision = model.decisions[id];
  if (!decision) throw new Error(`Expected a decision "${id}", but there is none`);
  const session = newSession(program, inputs, now);
  const value = session.decision(model, decision);
  return { value, records: session.records, warnings: session.warnings };
}

/** Calls a decision service or a business knowledge model by its name, with named arguments. @throws Error when there is none. */
export function invoke(program: DecisionProgram, name: string, inputs: Inputs, now: Instant): Evaluated {
  const model = program.models[program.main]!;
  const session = newSession(program, inputs, now);
  const service = Object.values(model.services).find((each) => each.name === name);
  if (service) return { value: session.service(model, service, inputs.values), records: session.records, warnings: session.warnings };
  const knowledge = Object.values(model.knowledge).find((each) => each.name === name);
  if (!knowledge) throw new Error(`Expected a decision service or knowledge model "${name}", but there is none`);
  const callee = session.knowledge(model, knowledge.id) as FeelFunction | null;
  const value: unknown = callee ? callee.invoke({ ...inputs.values }) : null;
  return { value: value ?? null, records: session.records, warnings: session.warnings };
}

interface Session {
  readonly records: DecisionRecord[];
  readonly warnings: string[];
  decision(model: DecisionModel, decision: Decision): unknown;
  knowledge(model: DecisionModel, id: string): unknown;
  service(model: DecisionModel, service: DecisionService, given: Scope): unknown;
}

/** What a requirement names: the model it lies in, the element's id, and the import's name where it lies elsewhere. */
interface Found {
  readonly model: DecisionModel;
  readonly id: string;
  readonly under?: string;
}

function newSession(program: DecisionProgram, inputs: Inputs, now: Instant, replaced: ReadonlyMap<string, unknown> = new Map(), depth = { now: 0 }): Session {
  const records: DecisionRecord[] = [];
  const warnings: string[] = [];
  const known = new Map<string, unknown>(replaced);
  const functions = library(now);
  let tables: { table: string; rules: readonly string[] }[] = [];

  const keyOf = (model: DecisionModel, id: string): string => `${model.namespace}#${id}`;

  function find(model: DecisionModel, href: string): Found | null {
    const at = href.lastIndexOf('#');
    if (at < 0) return { model, id: href };
    const namespace = href.slice(0, at);
    const target = namespace === model.namespace ? model : program.models[namespace];
    if (!target) return null;
    const under = Object.entries(model.imports).find(([, each]) => each === namespace)?.[0];
    return { model: target, id: href.slice(at + 1), ...(under && target !== model ? { under } : {}) };
  }

  const safely = <T>(text: string, run: () => { value: T; warnings: readonly { message: string }[] }, otherwise: T): T => {
    try {
      const { value, warnings: said } = run();
      warnings.push(...said.map(({ message }) => `${shown(text)}: ${message}`));
      return value ?? otherwise;
    } catch (error) {
      warnings.push(`${shown(text)}: ${error instanceof Error ? error.message : String(error)}`);
      return otherwise;
    }
  };

  const evaluators = new Map<DecisionModel, Evaluator>();

  const evaluatorOf = (model: DecisionModel): Evaluator => {
    const known = evaluators.get(model);
    if (known) return known;
    const given = { ...functions, ...instances(model, program) };
    const meetsTests = (tests: string, value: unknown, scope: Scope): boolean => safely<unknown>(tests, () => unaryTest(tests, { ...given, ...scope, '?': value }), null) === true;
    const evaluator: Evaluator = {
      evaluate: (boxed, scope) => {
        if (depth.now >= DEEPEST) {
          warnings.push(`Expected at most ${DEEPEST} calls inside each other`);
          return null;
        }
        depth.now += 1;
        try {
          return evaluator.conform(evaluateBoxed(boxed, scope, evaluator), boxed.type);
        } finally {
          depth.now -= 1;
        }
      },
      feel: (text, scope) => safely<unknown>(text, () => {
        refuseUnbounded(text, scope);
        return evaluateFeel(text, { ...given, ...scope });
      }, null),
      meets(tests, value, scope) {
        // A cell that is a name is compared with a truth, not taken for the answer itself.
        const named = typeof value === 'boolean' ? NAMED.exec(tests) : null;
        const name = named?.[1] ?? named?.[2];
        if (name === undefined || !isName(name, scope)) return meetsTests(tests, value, scope);
        return evaluator.feel(`truth = (${name})`, { ...scope, truth: value }) === (named?.[1] === undefined);
      },
      conform(value, type) {
        if (type === undefined) return value ?? null;
        const fitted = conformed(value, type.replace(/^feel:/, ''), model, program, { meets: (tests, each) => evaluator.meets(tests, each, {}) });
        if (fitted !== MISFIT) return fitted;
        warnings.push(`Expected ${type}, but got ${kindOf(value)}`);
        return null;
      },
      allowedBy: (type) => (type === undefined ? undefined : allowedOf(type, model)),
      warn: (message) => warnings.push(message),
      hit: (table, rules) => tables.push({ table, rules }),
    };
    evaluators.set(model, evaluator);
    return evaluator;
  };

  /** Names an element sees: what it requires, and nothing else. */
  function scopeOf(model: DecisionModel, requires: Requirements): Record<string, unknown> {
    const scope: Record<string, unknown> = {};
    const put = ({ under }: Found, name: string, value: unknown): void => {
      if (under === undefined) scope[name] = value;
      else scope[under] = { ...(scope[under] as object | undefined), [name]: value };
    };
    for (const href of requires.inputs) {
      const found = find(model, href);
      const input = found?.model.inputs[found.id];
      if (found && input) put(found, input.name, inputValue(found.model, input.id));
    }
    for (const href of requires.decisions) {
      const found = find(model, href);
      const required = found?.model.decisions[found.id];
      if (found && required) put(found, required.name, session.decision(found.model, required));
    }
    for (const href of requires.knowledge) {
      const found = find(model, href);
      const [knowledge, service] = [found?.model.knowledge[found.id], found?.model.services[found.id]];
      if (found && knowledge) put(found, knowledge.name, session.knowledge(found.model, knowledge.id));
      if (found && service) put(found, service.name, serviceFunction(found.model, service));
    }
    return scope;
  }

  function inputValue(model: DecisionModel, id: string): unknown {
    const key = keyOf(model, id);
    if (known.has(key)) return known.get(key);
    const { name, type } = model.inputs[id]!;
    const value = inputs.imported?.[model.namespace]?.[name] ?? inputs.values[name] ?? null;
    const evaluator = evaluatorOf(model);
    const fitted = evaluator.conform(inputs.json && type !== undefined ? fromText(value, type, model, program) : value, type);
    known.set(key, fitted);
    return fitted;
  }

  function serviceFunction(model: DecisionModel, service: DecisionService): FeelFunction {
    const parameters = parametersOf(model, service);
    const names = parameters.map(({ name }) => name);
    return new FeelFunction((...given: unknown[]) => {
      // An argument that is missing or does not fit makes the whole call null, as with any function.
      const fits = parameters.every(({ type, model: of }, i) => given[i] === null || (given[i] !== undefined && evaluatorOf(of).conform(given[i], type) !== null));
      return fits ? session.service(model, service, Object.fromEntries(names.map((name, i) => [name, given[i]]))) : null;
    }, names);
  }

  function parametersOf(model: DecisionModel, service: DecisionService): { name: string; key: string; type?: string; model: DecisionModel }[] {
    return [...service.inputs.map((href) => ({ href, of: 'inputs' as const })), ...service.inputDecisions.map((href) => ({ href, of: 'decisions' as const }))].flatMap(({ href, of }) => {
      const found = find(model, href);
      const element = found?.model[of][found.id];
      return found && element ? [{ name: element.name, key: keyOf(found.model, found.id), model: found.model, ...(element.type ? { type: element.type } : {}) }] : [];
    });
  }

  const session: Session = {
    records,
    warnings,
    decision(model, decision) {
      const key = keyOf(model, decision.id);
      if (known.has(key)) return known.get(key);
      // A decision that requires itself, however far round, sees null.
      known.set(key, null);
      const scope = scopeOf(model, decision.requires);
      const [outer, noticed] = [tables, warnings.length];
      tables = [];
      const evaluator = evaluatorOf(model);
      const value = evaluator.conform(decision.logic ? evaluator.evaluate(decision.logic, scope) : null, decision.type);
      known.set(key, value);
      records.push({ decision: decision.id, name: decision.label ?? decision.name, inputs: plain(withoutFunctions(scope)) as Variables, output: plain(value), tables, warnings: warnings.slice(noticed) });
      tables = outer;
      return value;
    },
    knowledge(model, id) {
      const { logic, requires, type, name } = model.knowledge[id]!;
      if (!logic) return null;
      // Asked when it is called, so that a function may call itself.
      const scope = (): Scope => ({ ...scopeOf(model, { ...requires, knowledge: requires.knowledge.filter((href) => href !== id) }), [name]: self });
      const self = functionOf({ ...logic, ...(logic.type ?? type ? { type: (logic.type ?? type)! } : {}) }, scope, evaluatorOf(model));
      return self;
    },
    service(model, service, given) {
      const replacements = new Map<string, unknown>();
      for (const { name, key, type, model: of } of parametersOf(model, service)) replacements.set(key, evaluatorOf(of).conform(given[name], type));
      const inner = newSession(program, { values: given }, now, replacements, depth);
      const outputs = service.outputs.flatMap((href) => {
        const found = find(model, href);
        const decision = found?.model.decisions[found.id];
        return found && decision ? [{ name: decision.name, value: inner.decision(found.model, decision) }] : [];
      });
      records.push(...inner.records);
      warnings.push(...inner.warnings);
      const value = outputs.length === 1 ? outputs[0]!.value : Object.fromEntries(outputs.map((each) => [each.name, each.value]));
      return evaluatorOf(model).conform(value, service.type);
    },
  };
  return session;
}

/** A loop whose bound is beyond what an evaluation may take is not begun: it is null like any other error. @throws Error */
function refuseUnbounded(text: string, scope: Scope): void {
  if (!/\b(?:for|some|every)\b|\[|\breplace\b/.test(text)) return;
  const number = (asked: string): number | undefined => {
    const value: unknown = evaluateFeel(asked, { ...scope }).value;
    return typeof value === 'number' ? value : undefined;
  };
  if (exceeds(costOf(treeOf(text, scope), { value: (name) => scope[name] as Value | undefined, number }))) throw new Error(`Expected at most ${MOST_STEPS} steps`);
}

/** A cell by itself or inside `not( )`. */
const NAMED = /^not\s*\((.*)\)$|^(.*)$/s;

/** Whether a text is nothing but a name or a path to a member. */
function isName(text: string, scope: Scope): boolean {
  const top = parser.configure({ top: 'Expression', contextTracker: trackVariables(scope) }).parse(text).topNode.firstChild;
  return (top?.name === 'VariableName' || top?.name === 'PathExpression') && top.from === 0 && top.to === text.length;
}

const withoutFunctions = (scope: Scope): Scope => Object.fromEntries(Object.entries(scope).filter(([, value]) => typeof value !== 'function' && !(value instanceof FeelFunction)));

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null && Object.getPrototypeOf(value) !== Object.prototype ? String(value) : `a ${typeof value}`);

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
