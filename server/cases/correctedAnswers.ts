import { fieldsIn, type MatterFormFile } from '../../engine/forms/model.ts';
import { correctable } from '../../engine/forms/stepRights.ts';
import type { Value } from '../../engine/value.ts';
import type { EntityManager } from '../orm.ts';
import { CaseEvent } from '../readModel/CaseEvent.ts';
import { fromText } from '../readModel/json.ts';
import type { Case } from './Case.ts';
import type { MatterForm } from './form/matterForm.ts';

/** Answers of the one form that steps have corrected since it was filed, by the name of the field; the latest of each. Read only where a form lets a step correct anything. */
export async function correctedAnswers(em: EntityManager, { caseNumber }: Pick<Case, 'caseNumber'>, matter: MatterForm | null): Promise<Record<string, Value>> {
  const form = matter as MatterFormFile | null;
  if (correctable(form).size === 0) return {};
  const names = new Set(fieldsIn(form!.form.sections).map(({ name }) => name));
  const corrected: Record<string, Value> = {};
  for (const { event } of await em.find(CaseEvent, { caseNumber }, { orderBy: { seq: 'asc' } })) {
    const told = event === null || event === undefined ? null : fromText<{ type: string; variables?: Record<string, Value> }>(event);
    if (told?.type !== 'complete') continue;
    for (const [name, value] of Object.entries(told.variables ?? {})) if (names.has(name)) corrected[name] = value;
  }
  return corrected;
}
