import type { Parts } from '../../definitions/parts.ts';
import { command, get } from '../../ui/api/client.ts';
import type { Definition, Draft } from '../catalog.ts';

/** A kept save of a draft. */
export interface SaveLine {
  readonly revision: number;
  readonly savedBy: string;
  readonly savedAt: string;
  /** `revision N` or `version N` that it brought back. */
  readonly restored: string | null;
}

export interface Save extends SaveLine {
  readonly xml: string;
  readonly form: object | null;
  readonly parts: Parts;
}

/** What a definition would change for the cases that run. */
export interface Impact {
  readonly running: readonly { readonly version: number; readonly cases: number }[];
  readonly standing: readonly { readonly elementId: string; readonly name: string; readonly version: number; readonly kind: 'gone' | 'changed'; readonly cases: number; readonly sample: readonly string[] }[];
}

const at = (key: string, rest: string): string => `/api/definitions/${encodeURIComponent(key)}${rest}`;

export const listSaves = async (key: string): Promise<readonly SaveLine[]> => (await get<{ saves: readonly SaveLine[] }>(at(key, '/saves'))).saves;
export const readSave = (key: string, revision: number): Promise<Save> => get(at(key, `/saves/${revision}`));
export const readImpact = (key: string): Promise<Impact> => get(at(key, '/impact'));

/** Brings an earlier save back on top of revision `from`. */
export const restoreSave = (key: string, revision: number, from: number): Promise<Draft> => command('POST', at(key, `/saves/${revision}/restoration`), { from });

/** Brings an older version back as the draft and sends it for review. */
export const rollBack = (key: string, version: number, from: number, note: string): Promise<Definition> => command('POST', at(key, '/rollback'), { version, from, note });

/** A matter (null) or one version of it starts no new cases. */
export const retire = (key: string, version: number | null, reason: string): Promise<Definition> => command('POST', at(key, '/retirement'), { version, reason });
export const liftRetirement = (key: string): Promise<Definition> => command('DELETE', at(key, '/retirement'));

/** Deletes a draft as it was seen at a revision. */
export const deleteDraft = (key: string, revision: number): Promise<void> => command('DELETE', at(key, ''), { revision });

export const remarkOn = (key: string, elementId: string | null, text: string): Promise<Definition> => command('POST', at(key, '/remarks'), { elementId, text });
export const answerRemark = (key: string, thread: string, text: string): Promise<Definition> => command('POST', at(key, `/remarks/${thread}/answers`), { text });
export const withdrawRemark = (key: string, thread: string, text: string): Promise<Definition> => command('POST', at(key, `/remarks/${thread}/withdrawal`), { text });
