import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { RegisterRequest } from '../register/RegisterRequest.ts';
import { Definition } from './Definition.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';
import { DraftSave } from './DraftSave.ts';
import { findDefinition } from './findDefinition.ts';
import { GateRun } from './gate/GateRun.ts';
import { ReviewRemark } from './ReviewRemark.ts';
import { versionConflict } from './saveDraft.ts';
import { Submission } from './Submission.ts';

/**
 * Deletes a definition that was never published, with all its saves, as it was seen at `revision`; what the register's
 * keeper has decided for it stays. @throws DomainError NOT_FOUND, DEFINITION_PUBLISHED, VERSION_CONFLICT when somebody saved since
 */
export async function deleteDraft(em: EntityManager, { key, revision }: { readonly key: string; readonly revision: number }): Promise<void> {
  const definition = await findDefinition(em, key);
  if ((await em.count(DefinitionVersion, { key })) > 0) throw new DomainError('DEFINITION_PUBLISHED', { key });
  if ((await em.nativeDelete(Definition, { key, revision })) !== 1) throw await versionConflict(em, definition);
  const submissions = await em.find(Submission, { definition: key }, { fields: ['id'] });
  await em.nativeDelete(GateRun, { submission: { $in: submissions.map(({ id }) => id) } });
  await em.nativeDelete(ReviewRemark, { definition: key });
  await em.nativeDelete(RegisterRequest, { definition: key, state: 'pending' });
  await em.nativeDelete(Submission, { definition: key });
  await em.nativeDelete(DraftSave, { key });
}
