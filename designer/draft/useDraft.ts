import { onBeforeUnmount, ref } from 'vue';
import { problemText } from '../../ui/api/problem.ts';
import { readDefinition, saveDraft, type Draft } from '../catalog.ts';
import type { Content } from './content.ts';
import { DraftKeeper, refusedByServer, type SaveState } from './draftKeeper.ts';
import { keepLocalCopy } from './localCopy.ts';

/** Saves the definition of the page by itself and says how it stands. */
export function useDraft(key: string, read: () => Promise<Content>) {
  const state = ref<SaveState>('saved');
  const conflict = ref<Draft | null>(null);
  const deciding = ref(false);
  const refusal = ref('');
  let keeper: DraftKeeper | undefined;

  function start(draft: Draft): void {
    keeper = new DraftKeeper(
      {
        read,
        save: (change, revision) => saveDraft(key, revision, change),
        keepCopy: (copy) => keepLocalCopy(key, copy),
        changed(next, error) {
          state.value = next;
          refusal.value = next === 'failed' && refusedByServer(error) ? problemText(error) : '';
        },
        conflict: async (theirs) => {
          conflict.value = theirs?.xml === undefined ? (await readDefinition(key)).draft : theirs;
          deciding.value = true;
        },
        quiet: 1500,
        again: 10_000,
      },
      draft,
    );
  }

  const connected = (): void => void keeper?.flush();
  window.addEventListener('online', connected);
  onBeforeUnmount(() => {
    window.removeEventListener('online', connected);
    void keeper?.flush().then(() => keeper?.stop());
  });
  return {
    state,
    conflict,
    deciding,
    /** Why the server refused the last save, in words; empty when it took it, or hasn't answered. */
    refusal,
    start,
    /** The revision that what is on the screen stands on. */
    revision: () => keeper?.revision ?? 0,
    touch: () => keeper?.touch(),
    /** Saves now; opens the conflict again where one is undecided. True when everything is on the server. */
    async flush(): Promise<boolean> {
      if (state.value === 'conflict') deciding.value = true;
      return (await keeper?.flush()) ?? false;
    },
    /** Before the page is left: save, and ask only when that isn't possible. */
    async leave(ask: () => Promise<boolean>): Promise<boolean> {
      return ((await keeper?.flush()) ?? true) || ask();
    },
    /** The person decided: what is on the screen stands on `theirs` from now on, and is to be saved (`unsaved`) or is theirs. */
    resume(theirs: Pick<Draft, 'revision'> & Partial<Draft>, unsaved: boolean): void {
      conflict.value = null;
      deciding.value = false;
      keeper?.resume(theirs, unsaved);
    },
  };
}
