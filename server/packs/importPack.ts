import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { compileDrawing } from '../catalog/compileDrawing.ts';
import { createDefinition } from '../catalog/createDefinition.ts';
import { readDrawing } from '../catalog/readDrawing.ts';
import { refuseFailing } from '../catalog/scenarios.ts';
import type { Definition } from '../catalog/Definition.ts';
import { civilDate } from '../../engine/clock/civil.ts';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { registerEntries } from '../register/entries.ts';
import { codesIn, type CodeMapping, withCodes } from './codesIn.ts';
import type { Pack } from './readPack.ts';

/** Codes of a pack that the city doesn't know: they are mapped before it lands. What the matter names counts, whatever the manifest says of it. */
export async function unknownCodes(em: EntityManager, { manifest, content }: Pack): Promise<{ departments: string[]; items: string[]; register: string | null }> {
  const { departments, serviceItems } = loadOrganisation();
  const { names } = manifest;
  const known = { departments: departments.map(({ id }) => id), items: serviceItems.map(({ code }) => code) };
  const used = await codesIn(content, known);
  const unknown = (codes: readonly string[], here: readonly string[]): string[] => [...new Set(codes)].filter((code) => !here.includes(code)).sort();
  const register = used.register ?? names.register;
  const registered = await registerEntries(em);
  return {
    departments: unknown([...used.departments, ...Object.keys(names.departments)], known.departments),
    items: unknown([...used.items, ...Object.keys(names.items)], known.items),
    register: register !== null && !registered.some(({ code }) => code === register) ? register : null,
  };
}

export interface Landing {
  readonly key: string;
  readonly name: string;
  readonly mapping: CodeMapping;
}

/**
 * Lands a pack as a draft with the city's own codes, once its scenarios have run on it. The register may
 * not have it yet, or otherwise: the entry is asked for with the draft, and no draft is published without it.
 * Nor may the city have a connector, a form or a flow that it calls: that is put right in the draft, whose scenarios run when it is submitted.
 * @throws DomainError PACK_UNMAPPED, SCENARIO_FAILS, DEFINITION_EXISTS, or that the drawing can't be read
 */
export async function importPack(em: EntityManager, user: string, now: string, pack: Pack, { key, name, mapping }: Landing): Promise<Definition> {
  const unknown = await unknownCodes(em, pack);
  const open = [...unknown.departments.filter((id) => !Object.hasOwn(mapping.departments, id)), ...unknown.items.filter((code) => !Object.hasOwn(mapping.items, code))];
  if (open.length > 0) throw new DomainError('PACK_UNMAPPED', { codes: open });
  const { xml, form, parts } = await withCodes(pack.content, mapping);
  const { program } = await compileDrawing(em, readDrawing(xml), parts, form, { key, on: civilDate(now), registerLater: true });
  if (program !== null) await refuseFailing(em, { program, form, parts });
  return createDefinition(em, user, now, { key, name, xml, form, parts });
}
