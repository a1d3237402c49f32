import { noParts } from '../../definitions/parts.ts';
import type { Unsaved } from './draftKeeper.ts';

/** A definition kept on this machine because it isn't on the server yet. */
export interface LocalCopy extends Unsaved {
  readonly at: string;
}

const place = (key: string) => `yjs.draft.${key}`;

/** Keeps or, with null, forgets the copy. A full or forbidden storage is no reason to stop drawing. */
export function keepLocalCopy(key: string, copy: Unsaved | null): void {
  try {
    if (copy === null) localStorage.removeItem(place(key));
    else localStorage.setItem(place(key), JSON.stringify({ ...copy, at: new Date().toISOString() }));
  } catch {
    // The server's copy and the export button remain.
  }
}

/** The copy left by an earlier visit, if there is one. */
export function readLocalCopy(key: string): LocalCopy | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place(key)) ?? 'null') as (Partial<LocalCopy> & Pick<LocalCopy, 'xml' | 'revision' | 'at'>) | null;
    return kept && { form: null, parts: noParts, unanswered: [], ...kept };
  } catch {
    return null;
  }
}
