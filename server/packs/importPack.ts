import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { compileDrawing } from '../catalog/compileDrawing.ts';
import { createDefinition } from '../catalog/createDefinition.ts';
import { readDrawing } from '../catalog/readDrawing.ts';
import { refuseFailing } from '../catalog/scenarios.ts';
import type { Definition } from '../catalog/Definition.ts';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { registerEntries } from '../register/entries.ts';
import { type CodeMapping, withCodes } from './codesIn.ts';
import type { Pack } from './readPack.ts';

/** Codes of a pack that the city doesn't know: they are mapped before it lands. */
export async function unknownCodes(em: EntityManager, { manifest }: Pack): Promise<{ departments: string[]; items: string[]; register: string | null }> {
  const { departments, serviceItems } = loadOrganisation();
  const { names } = manifest;
  const registered = await registerEntries(em);
  return {
    departments: Object.keys(names.departments).filter((id) => !departments.some((each) => each.id === id)),
    items: Object.keys(names.items).filter((code) => !serviceItems.some((each) => each.code === code)),
    register: names.register !== null && !registered.some(({ code }) => code === names.register) ? names.register : null,
  };
}

export interface Landing {
  readonly key: string;
  readonly name: string;
  readonly mapping: CodeMapping;
}

/**
 * Lands a pack as a draft with the city's own codes, once its scenarios have run on it. A register code may stay unknown:
 * the entry is asked for with the draft.
 * @throws DomainError PACK_UNMAPPED, SCENARIO_FAILS, DEFINITION_EXISTS, or what compiling makes impossible (DEFINITION_HAS_PROBLEMS)
 */
export async function importPack(em: EntityManager, user: string, now: string, pack: Pack, { key, name, mapping }: Landing): Promise<Definition> {
  const unknown = await unknownCodes(em, pack);
  const open = [...unknown.departments.filter((id) => mapping.departments[id] === undefined), ...unknown.items.filter((code) => mapping.items[code] === undefined)];
  if (open.length > 0) throw new DomainError('PACK_UNMAPPED', { codes: open.join('、') });
  const { xml, form, parts } = await withCodes(pack.content, mapping);
  const { program, problems } = await compileDrawing(em, readDrawing(xml), parts, form);
  if (program === null) throw new DomainError('DEFINITION_HAS_PROBLEMS', { count: problems.length, problems });
  await refuseFailing(em, { program, form, parts });
  return createDefinition(em, user, now, { key, name, xml, form, parts });
}
