import { fieldsIn } from '../../engine/forms/model.ts';
import { correctable } from '../../engine/forms/stepRights.ts';
import type { Value } from '../../engine/value.ts';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import type { EntityManager } from '../orm.ts';
import { CaseEvent } from '../readModel/CaseEvent.ts';
import { fromText } from '../readModel/json.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import type { Case } from './Case.ts';
import type { MatterForm } from '../../engine/forms/matterForm.ts';

/**
 * Answers of the one form that steps have corrected since it was filed, by the name of the field; the latest of each. A
 * step of the matter itself corrects what its rights name, no more; what a called flow writes under the same name is its
 * own. Read only where a form lets a step correct anything.
 */
export async function correctedAnswers(em: EntityManager, found: Pick<Case, 'caseNumber' | 'matter' | 'definitionVersion'>, matter: MatterForm | null): Promise<Record<string, Value>> {
  if (correctable(matter).size === 0) return {};
  const { caseNumber } = found;
  const names = new Set(fieldsIn(matter!.form.sections).map(({ name }) => name));
  const version = await em.findOne(DefinitionVersion, { key: found.matter, version: found.definitionVersion }, { fields: ['process'] });
  const steps = await em.find(WorkItem, { caseNumber, process: version?.process ?? '' }, { fields: ['instance', 'element'] });
  const rights = new Map(steps.map(({ instance, element }) => [instance, matter!.rights?.[element] ?? {}]));
  const corrected: Record<string, Value> = {};
  for (const { event } of await em.find(CaseEvent, { caseNumber }, { orderBy: { seq: 'asc' } })) {
    const told = event === null || event === undefined ? null : fromText<{ type: string; instance?: number; variables?: Record<string, Value> }>(event);
    if (told?.type !== 'complete') continue;
    const given = rights.get(told.instance ?? -1) ?? {};
    for (const [name, value] of Object.entries(told.variables ?? {})) if (names.has(name) && given[name] === 'editable') corrected[name] = value;
  }
  return corrected;
}
