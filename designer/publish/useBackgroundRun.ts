import { ref, shallowRef } from 'vue';
import { problemText } from '../../ui/api/problem.ts';

/** Something that goes on in the background, as it was last read, and what is done with it. While it `goes` it is asked again every `pause` milliseconds. */
export function useBackgroundRun<T>(read: () => Promise<T>, goes: (found: T) => boolean, pause = 1000) {
  const found = shallowRef<T | null>(null);
  const refusal = ref('');
  const busy = ref(false);
  let next: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  let closed = false;

  async function ask(work: () => Promise<T>): Promise<void> {
    clearTimeout(next);
    const own = ++turn;
    try {
      const answer = await work();
      // An answer that was overtaken, or comes after the page was left, is nobody's any more.
      if (closed || own !== turn) return;
      found.value = answer;
      refusal.value = '';
    } catch (caught) {
      if (closed || own !== turn) return;
      refusal.value = problemText(caught);
    }
    if (found.value !== null && goes(found.value)) next = setTimeout(() => void ask(read), pause);
  }
  return {
    found,
    refusal,
    /** Whether something that a person began is under way; reading is not. */
    busy,
    look: (): Promise<void> => ask(read),
    async act(work: () => Promise<T>): Promise<void> {
      busy.value = true;
      await ask(work);
      busy.value = false;
    },
    /** Asks no more. */
    close(): void {
      closed = true;
      clearTimeout(next);
    },
  };
}

/** How much of it is done in whole tenths, as a percentage from 0 to 100: who listens to the page is told so often and no oftener. */
export const percentSaid = ({ done, total }: { readonly done: number; readonly total: number }): number => Math.floor((done * 10) / Math.max(1, total)) * 10;
