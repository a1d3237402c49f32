import { noParts, type Parts } from '../../definitions/parts.ts';
import { civilDate } from '../../engine/clock/civil.ts';
import { type AskingForm, questionsOf } from '../../engine/deadline/questions.ts';
import type { StepFormFile } from '../../engine/forms/model.ts';
import type { Problem } from '../../engine/problem.ts';
import type { ProcessProgram, Program } from '../../engine/program.ts';
import type { Facts } from '../../engine/rules/index.ts';
import { i18n } from '../../ui/i18n.ts';
import { workingDays } from '../outline/limits.ts';
import { readVersion, type ElementsData } from '../catalog.ts';
import { assembleApart } from './assembleApart.ts';
import { brought } from './brought.ts';
import { decisionsOf } from './decisionsOf.ts';
import { formProblems } from './formProblems.ts';
import type { ShownProblem } from './problemMarks.ts';

/** What the city has registered and published, for checking a drawing against it. */
export class Registered {
  readonly facts: Facts;
  readonly #published: ElementsData['processes'];
  readonly #called: Record<string, ProcessProgram> = {};

  readonly stepForms: Readonly<Record<string, StepFormFile>>;

  constructor({ departments, items, forms, stepForms, ladders, processes, variables, types, decisions, register, connectors }: ElementsData) {
    this.stepForms = stepForms ?? {};
    this.#published = processes;
    this.facts = {
      departments: departments.map(({ id }) => id),
      forms: forms.map(({ id }) => id),
      ladders: ladders.map(({ id }) => id),
      ...(register ? { register, on: today() } : {}),
      ...(variables ? { variables } : {}),
      ...(types ? { types } : {}),
      ...(decisions ? { decisions: decisions.map(({ id }) => id) } : {}),
      ...(connectors ? { connectors: Object.fromEntries(connectors.map((each) => [each.code, each])) } : {}),
      items: Object.fromEntries(items.map(({ code, limit }) => [code, limitOf(limit)])),
    };
  }

  get called(): Readonly<Record<string, ProcessProgram>> {
    return this.#called;
  }

  /** Fetches published processes that a drawing calls; false when there is nothing new. */
  async fetch(keys: readonly string[]): Promise<boolean> {
    const wanted = this.#published.filter(({ key }) => keys.includes(key) && this.#called[key] === undefined);
    for (const { definition, version } of wanted) Object.assign(this.#called, (await readVersion(definition, version)).program.processes);
    return wanted.length > 0;
  }
}

/** What is written around a drawing. */
export interface Written {
  readonly form: object | null;
  readonly parts: Parts;
}

/** What a check found. */
export interface Checked {
  readonly problems: ShownProblem[];
  /** null while there are errors, those of the register aside. */
  readonly program: Program | null;
  /** The drawing as far as it can be read, errors and all: to be looked at, never to be run. */
  readonly readable: Program | null;
}

/** Compiles a drawing with its own parts in the browser, by the rules of a matter unless it says otherwise, and puts the problems into words. */
export async function check(xml: string, registered: Registered, { form, parts }: Written = { form: null, parts: noParts }): Promise<Checked> {
  const profile = /gov:profile="bpmn"/.test(xml) ? 'bpmn' : 'matter';
  const known = await decisionsOf(parts);
  const own = brought(form, parts);
  const { forms = [] } = registered.facts;
  // A matter knows the names of its own form alone; a flow without one is called by matters, and any of theirs may be given to it.
  const around = form === null ? registered.facts : brought(null, { stepForms: registered.stepForms as unknown as Parts['stepForms'] });
  const { variables = [], types = {} } = around;
  const facts = { ...registered.facts, forms: [...forms, ...Object.keys(parts.stepForms)], variables: [...new Set([...variables, ...own.variables, 'materials'])], types: { ...types, ...own.types }, questions: questionsOf(form as AskingForm | null), offered: form !== null };
  const compiled = () => assembleApart(xml, { profile, called: registered.called, decisions: known.decisions, facts });
  const first = await compiled();
  const { problems } = first;
  const unknown = problems.flatMap(({ code, params }) => (code === 'CALLED_PROCESS_UNKNOWN' ? [String(params?.['process'])] : []));
  const more = unknown.length > 0 && (await registered.fetch(unknown).catch(() => false));
  const last = more ? await compiled() : first;
  // Whether the city's register has the matter decides on publishing it, not on trying it.
  const wrong = last.problems.some(({ severity, code }) => severity === 'error' && !code.startsWith('REGISTER_'));
  const ofForms = formProblems(last.program, { form, parts }, facts, registered.stepForms);
  return { problems: [...last.problems, ...known.problems, ...ofForms].map(inWords), program: wrong ? null : last.program, readable: last.program };
}

/** A problem with its text in the language of the page; its code where a text is missing. */
export function inWords(problem: Problem): ShownProblem {
  const { t, te } = i18n.global;
  const key = `problems.${problem.code}`;
  return { elementId: problem.elementId, severity: problem.severity, code: problem.code, params: problem.params, text: te(key) ? t(key, spoken(inPageLanguage(problem.params), { t, te })) : problem.code };
}

/** A problem's own words come in Chinese as `x`, in English as `xEn`. */
function inPageLanguage(params: Problem['params'] = {}): Record<string, string | number> {
  if (!i18n.global.locale.value.startsWith('en')) return { ...params };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, params[`${name}En`] ?? value]));
}

/** Units and kinds of limits, and kinds of values, in words. */
function spoken(params: Problem['params'] = {}, { t, te }: { t(key: string): string; te(key: string): boolean }): Record<string, unknown> {
  const words = Object.entries(params).map(([name, value]) => {
    const key = name === 'wanted' || name === 'given' ? `feel.kind.${value}` : /unit$/i.test(name) ? `designer.option.limitUnit.${value}` : /kind$/i.test(name) ? `designer.option.limitKind.${value}` : '';
    return [name, key !== '' && te(key) ? t(key) : value];
  });
  return Object.fromEntries(words) as Record<string, unknown>;
}

/** Today in China, where the register's days are counted. */
const today = (): string => civilDate(new Date().toISOString());

function limitOf(limit: { readonly amount: number; readonly unit: string } | null | undefined): { readonly limitDays?: number } {
  const days = limit === null || limit === undefined ? null : workingDays(String(limit.amount), limit.unit);
  return days === null ? {} : { limitDays: days };
}
