import { ref, shallowRef } from 'vue';
import { problemText } from '../../ui/api/problem.ts';
import type { Gate } from './gate.ts';

/** The gate as it was last read, and what is done with it. While it runs it is asked again every `pause` milliseconds. */
export function useGate(read: () => Promise<Gate>, pause = 1000) {
  const gate = shallowRef<Gate | null>(null);
  const refusal = ref('');
  const busy = ref(false);
  let next: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  let closed = false;

  async function ask(work: () => Promise<Gate>): Promise<void> {
    clearTimeout(next);
    const own = ++turn;
    try {
      const found = await work();
      // An answer that was overtaken, or comes after the page was left, is nobody's any more.
      if (closed || own !== turn) return;
      gate.value = found;
      refusal.value = '';
    } catch (caught) {
      if (closed || own !== turn) return;
      refusal.value = problemText(caught);
    }
    if (gate.value?.state === 'running') next = setTimeout(() => void ask(read), pause);
  }
  return {
    gate,
    refusal,
    /** Whether something that a person began is under way; reading is not. */
    busy,
    look: (): Promise<void> => ask(read),
    async act(work: () => Promise<Gate>): Promise<void> {
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
