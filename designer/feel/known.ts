import { shallowRef } from 'vue';
import type { KnownName } from './assist.ts';

/** Names, and whether there are no others: only then one that is missing is wrong. */
export interface Known {
  readonly names: readonly KnownName[];
  readonly complete: boolean;
}

/** What expressions of the open definition may use; the page keeps it up to date. */
export const knownNames = shallowRef<Known>({ names: [], complete: false });
