import { z } from 'zod';
import type { Value } from '../../engine/value.ts';
import type { Language } from '../http/problem.ts';
import type { SignedIn } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { mask } from '../personal/mask.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { personalOf } from '../personal/personalValues.ts';
import { fromText } from '../readModel/json.ts';
import type { Case } from './Case.ts';
import { correctedAnswers } from './correctedAnswers.ts';
import { textOf, type MatterForm } from '../../engine/forms/matterForm.ts';

/** How the values of one field are read: what each choice is called, and the unit of a number. */
export interface Reading {
  readonly options?: Record<string, string>;
  readonly unit?: string;
}

/** The one form as the caller may read it, in the order in which it asks, with the labels of its fields and how their values are read. */
export interface ShownAnswers {
  readonly form: Record<string, Value>;
  readonly situations: Record<string, Value>;
  readonly labels: Record<string, string>;
  readonly readings: Record<string, Reading>;
}

/**
 * Answers of a case, as they stand after what steps have corrected, without those in `hidden`: what the step that asks, or
 * every step of who asks (hiddenFields.ts), does not see. Personal values are plain to a clerk and to the departments the
 * form shares the field with; behind a mask to everybody else; absent once the person is erased.
 */
export async function shownAnswers(em: EntityManager, master: MasterKey, caller: SignedIn, found: Case, matter: MatterForm | null, hidden: ReadonlySet<string>, language: Language): Promise<ShownAnswers> {
  const personal = await personalOf(em, master, found.caseNumber);
  const fields = matter?.form.sections.flatMap((section) => section.fields) ?? [];
  const filed = fromText<Record<string, Value>>(found.form);
  const form = { ...filed, ...Object.fromEntries(Object.entries(await correctedAnswers(em, found, matter)).filter(([name]) => !isCommitment(filed[name]))) };
  for (const [name, value] of Object.entries(form)) {
    if (value === null) delete form[name];
    if (!isCommitment(value)) continue;
    const field = fields.find((one) => one.name === name);
    const plain = caller.roles.includes('clerk') || (caller.department !== null && (field?.sharedWith ?? []).includes(caller.department));
    const revealed = personal[name];
    form[name] = revealed === undefined ? '' : plain ? revealed : mask(revealed);
  }
  const situations = Object.fromEntries(Object.entries(fromText<Record<string, Value>>(found.situations)).filter(([, value]) => value !== null));
  const asked = [...(matter?.situations ?? []), ...fields];
  const labels = Object.fromEntries(asked.map(({ name, label }) => [name, textOf(label, language)]));
  const readings = Object.fromEntries(asked.filter(({ options, unit }) => options !== undefined || unit !== undefined).map(({ name, options, unit }) => [name, {
    ...(options && { options: Object.fromEntries(options.map(({ value, label }) => [String(value), textOf(label, language)])) }),
    ...(unit !== undefined && { unit }),
  }]));
  const place = new Map(asked.map(({ name }, index) => [name, index]));
  const inOrder = (all: Record<string, Value>): Record<string, Value> => Object.fromEntries(Object.entries(all).sort(([a], [b]) => (place.get(a) ?? asked.length) - (place.get(b) ?? asked.length)));
  const seen = <T>(all: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([name]) => !hidden.has(name)));
  return { form: seen(inOrder(form)), situations: seen(inOrder(situations)), labels: seen(labels), readings: seen(readings) };
}

/** The shape of `readings` in an answer. */
export const readingsShape = z.record(z.string(), z.object({ options: z.record(z.string(), z.string()).optional(), unit: z.string().optional() })).describe('How values of the one form are read: names of choices, units');

/** Whether a value stands for a personal one. */
export const isCommitment = (value: unknown): boolean => typeof value === 'object' && value !== null && '$commitment' in value;
