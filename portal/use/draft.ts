import { watch, type Ref } from 'vue';

/**
 * Keeps what a person has typed in this browser until it is sent, so that a lost connection or a closed tab loses
 * nothing. Attachments are not kept, only their ids. Returns the way to forget it.
 */
export function useDraft<T>(key: string, model: Ref<T>): { restored: boolean; forget(): void } {
  const name = `yjs.draft.${key}`;
  let restored = false;
  const stored = read(name);
  if (stored !== null) {
    model.value = stored as T;
    restored = true;
  }
  const stop = watch(model, (value) => write(name, value), { deep: true });
  return {
    restored,
    forget() {
      stop();
      write(name, null);
    },
  };
}

/** Forgets a draft that was sent. */
export function forgetDraft(key: string): void {
  write(`yjs.draft.${key}`, null);
}

/** Is there a draft of this name? */
export function hasDraft(key: string): boolean {
  return read(`yjs.draft.${key}`) !== null;
}

function read(name: string): unknown {
  try {
    const text = localStorage.getItem(name);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function write(name: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Storage full or switched off: the draft is a convenience, the form itself goes on.
  }
}
