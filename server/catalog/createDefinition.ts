import type { Parts } from '../../definitions/parts.ts';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { Definition } from './Definition.ts';
import { emptyDrawing, processIdFor } from './emptyDrawing.ts';
import { refuseUnfitContent } from './refuseUnfitContent.ts';
import { keepSave } from './keepSave.ts';
import { readDrawing } from './readDrawing.ts';

export interface NewDefinition {
  readonly key: string;
  readonly name: string;
  /** Key of a definition whose draft and form are copied. */
  readonly template?: string | undefined;
  /** A drawing from elsewhere (the shipped matters). */
  readonly xml?: string;
  readonly form?: object | null;
  readonly parts?: Parts | null;
}

/** Makes a definition with a first draft; throws DEFINITION_EXISTS, NOT_FOUND for an unknown template, or what readDrawing and refuseUnfitContent throw. */
export async function createDefinition(em: EntityManager, user: string, now: string, input: NewDefinition): Promise<Definition> {
  if ((await em.count(Definition, { key: input.key })) > 0) throw new DomainError('DEFINITION_EXISTS', { key: input.key });
  refuseUnfitContent(input.form, input.parts);
  const template = input.template === undefined ? null : await em.findOne(Definition, { key: input.template });
  if (input.template !== undefined && template === null) throw new DomainError('NOT_FOUND');
  const xml = input.xml ?? (template === null ? emptyDrawing(input.key, input.name) : renamed(template.draftXml, input.key, input.name));
  const definition = em.create(Definition, {
    key: input.key,
    name: input.name,
    draftXml: readDrawing(xml).xml,
    draftForm: input.form ?? template?.draftForm ?? null,
    draftParts: input.parts ?? template?.draftParts ?? null,
    revision: 1,
    savedBy: user,
    savedAt: now,
    version: null,
    publishedRevision: null,
    createdBy: user,
    createdAt: now,
  });
  await em.flush();
  await keepSave(em, definition);
  return definition;
}

/** A copied drawing becomes a process of its own: two definitions with one process id could not both be called. */
function renamed(xml: string, key: string, name: string): string {
  const { elements } = readDrawing(xml);
  const process = [...elements.values()].find(({ type }) => type === 'process')?.id;
  if (process === undefined) return xml;
  const own = processIdFor(key, [...elements.keys()]);
  const id = process.replaceAll('.', '\\.');
  return xml
    .replace(new RegExp(`(<(?:[\\w-]+:)?process\\b[^>]*?\\bid=")${id}(")`), `$1${own}$2`)
    .replace(new RegExp(`(<(?:[\\w-]+:)?process\\b[^>]*?\\bname=")[^"]*(")`), (_, before: string, after: string) => `${before}${escapeXml(name)}${after}`)
    .replaceAll(new RegExp(`(\\b(?:bpmnElement|processRef)=")${id}(")`, 'g'), `$1${own}$2`);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
