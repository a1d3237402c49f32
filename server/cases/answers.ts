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

/** The one form as the caller may read it, with the labels of its fields. */
export interface ShownAnswers {
  readonly form: Record<string, Value>;
  readonly situations: Record<string, Value>;
  readonly labels: Record<string, string>;
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
  const labels = Object.fromEntries([...(matter?.situations ?? []), ...fields].map(({ name, label }) => [name, textOf(label, language)]));
  const seen = <T>(all: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(all).filter(([name]) => !hidden.has(name)));
  return { form: seen(form), situations: seen(situations), labels: seen(labels) };
}

/** Whether a value stands for a personal one. */
export const isCommitment = (value: unknown): boolean => typeof value === 'object' && value !== null && '$commitment' in value;
