import { onBeforeUnmount, ref } from 'vue';
import { readDefinition, saveDraft, type Draft } from '../catalog.ts';
import { DraftKeeper, type SaveState } from './draftKeeper.ts';
import { keepLocalCopy } from './localCopy.ts';

/** Saves the drawing of the page by itself and says how it stands. */
export function useDraft(key: string, read: () => Promise<string>) {
  const state = ref<SaveState>('saved');
  const conflict = ref<Draft | null>(null);
  const deciding = ref(false);
  let keeper: DraftKeeper | undefined;

  function start(revision: number): void {
    keeper = new DraftKeeper(
      {
        read,
        save: (xml, at) => saveDraft(key, xml, at),
        keepCopy: (copy) => keepLocalCopy(key, copy),
        changed: (next) => (state.value = next),
        conflict: async (theirs) => {
          conflict.value = theirs?.xml === undefined ? (await readDefinition(key)).draft : theirs;
          deciding.value = true;
        },
        quiet: 1500,
      },
      revision,
    );
  }

  onBeforeUnmount(() => void keeper?.flush().then(() => keeper?.stop()));
  return {
    state,
    conflict,
    deciding,
    start,
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
    resume(revision: number, unsaved: boolean): void {
      conflict.value = null;
      deciding.value = false;
      keeper?.resume(revision, unsaved);
    },
  };
}
