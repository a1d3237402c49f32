import { DomainError } from '../../engine/errors.ts';
import type { MaterialTerms } from '../../engine/forms/matterForm.ts';
import type { EntityManager } from '../orm.ts';
import { Material } from './Material.ts';

/** A file handed in: `id` is the material's in the matter's list, `material` the uploaded file's. */
export interface HandedIn {
  readonly id: string;
  readonly material: string;
}

/**
 * Ties uploaded files to a case, in its transaction. Returns what the case's variables hold of them.
 * @throws DomainError MATERIAL_UNKNOWN for one that isn't there or belongs to another case, MATERIAL_TYPE_REFUSED
 */
export async function attachMaterials(em: EntityManager, caseNumber: string, terms: readonly MaterialTerms[], materials: readonly HandedIn[]) {
  const list = [];
  for (const { id, material } of materials) {
    const row = await em.findOne(Material, { id: material });
    if (row === null || row.kind !== id || (row.caseNumber ?? caseNumber) !== caseNumber) throw new DomainError('MATERIAL_UNKNOWN', { id });
    refuseOtherTypes(terms.find((one) => one.id === id), row.type);
    row.caseNumber = caseNumber;
    list.push({ id, material, sha256: row.sha256 });
  }
  return list;
}

/** File name endings of what the first bytes say a file is; OFD and office documents are ZIP containers. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/zip': ['ofd', 'docx', 'xlsx', 'zip'],
};

function refuseOtherTypes(terms: MaterialTerms | undefined, type: string): void {
  const accepted = [terms?.accepts ?? []].flat().map((one) => one.replace(/^\./, '').toLowerCase());
  if (accepted.length === 0 || accepted.some((one) => one === type || (endings[type] ?? []).includes(one))) return;
  throw new DomainError('MATERIAL_TYPE_REFUSED', { id: terms?.id, accepted: accepted.join(', ') });
}
