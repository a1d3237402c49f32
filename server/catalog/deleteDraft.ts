import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { RegisterRequest } from '../register/RegisterRequest.ts';
import { Definition } from './Definition.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';
import { DraftSave } from './DraftSave.ts';
import { findDefinition } from './findDefinition.ts';
import { ReviewRemark } from './ReviewRemark.ts';
import { Submission } from './Submission.ts';

/** Deletes a definition that was never published, with all its saves. @throws DomainError NOT_FOUND, DEFINITION_PUBLISHED */
export async function deleteDraft(em: EntityManager, key: string): Promise<void> {
  await findDefinition(em, key);
  if ((await em.count(DefinitionVersion, { key })) > 0) throw new DomainError('DEFINITION_PUBLISHED', { key });
  await em.nativeDelete(ReviewRemark, { definition: key });
  await em.nativeDelete(RegisterRequest, { definition: key });
  await em.nativeDelete(Submission, { definition: key });
  await em.nativeDelete(DraftSave, { key });
  await em.nativeDelete(Definition, { key });
}
