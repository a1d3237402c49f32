import { ref, type Ref } from 'vue';
import { ElMessage } from 'element-plus';
import { problemText } from '../../ui/api/problem.ts';

/** A page's commands, one at a time. */
export interface Sending {
  readonly busy: Ref<boolean>;
  /** Does it, unless another is on its way, and says a refusal in words. `always` follows whatever came of it, before the next may be sent. */
  send(act: () => Promise<void>, always?: () => Promise<void>): Promise<void>;
}

export function useSend(): Sending {
  const busy = ref(false);
  async function send(act: () => Promise<void>, always?: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    try {
      await act();
    } catch (error) {
      ElMessage.error(problemText(error));
    } finally {
      await always?.();
      busy.value = false;
    }
  }
  return { busy, send };
}
