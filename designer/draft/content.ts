import { noParts, type Parts } from '../../definitions/parts.ts';
import { hashText } from '../../engine/canonical.ts';
import type { Draft } from '../catalog.ts';

/** All of a definition that is drawn and written: what one revision holds. */
export interface Content {
  readonly xml: string;
  /** The matter's form.json; null for a flow without applicants. */
  readonly form: object | null;
  readonly parts: Parts;
}

/** What a draft of the server holds. */
export const contentOf = ({ xml, form, parts }: Pick<Draft, 'xml' | 'form' | 'parts'>): Content => ({ xml, form: form ?? null, parts: parts ?? noParts });

/** What of a content is sent to be saved; what is left out stays as it is. */
export type ContentChange = Partial<Content>;

/** What of `now` differs from what the server has; null where nothing does. */
export function changedSince(saved: Content, now: Content): ContentChange | null {
  const change: ContentChange = {
    ...(saved.xml === now.xml ? {} : { xml: now.xml }),
    ...(same(saved.form, now.form) ? {} : { form: now.form }),
    ...(same(saved.parts, now.parts) ? {} : { parts: now.parts }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

/** Equal whatever order the names of an object stand in: a database may have its own. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || textOf(a) === textOf(b);
}

/** A short name of a content; what is the `same` has the same. */
export const nameOf = ({ xml, form, parts }: Content): string => hashText(textOf({ xml, form, parts }));

const textOf = (value: unknown): string => JSON.stringify(ordered(value));

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, ordered(inner)]));
}
