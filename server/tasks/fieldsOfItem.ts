import { fieldsOfStep, type StepFields } from '../../engine/forms/stepRights.ts';
import type { Case } from '../cases/Case.ts';
import type { MatterForm } from '../../engine/forms/matterForm.ts';
import { programOf } from '../cases/programOf.ts';
import { stepFormOfCase } from '../cases/stepFormOfCase.ts';
import type { EntityManager } from '../orm.ts';
import type { WorkItem } from './WorkItem.ts';

/** The fields of an item as the version its case runs in gives them: the step's form, narrowed and widened by its rights. Rights speak of the matter's own steps, not of those in processes it calls. */
export async function fieldsOfItem(em: EntityManager, found: Case, item: Pick<WorkItem, 'process' | 'element' | 'form'>, matter: MatterForm | null): Promise<StepFields> {
  const form = await stepFormOfCase(em, found, item.process, item.form);
  const own = matter?.rights !== undefined && (await programOf(em, found))?.main === item.process;
  return fieldsOfStep(form, own ? matter : null, item.element);
}
