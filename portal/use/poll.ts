import { onBeforeUnmount, onMounted } from 'vue';

/** Calls `act` every `ms` while the page is visible, one call at a time. */
export function usePoll(act: () => Promise<unknown>, ms: number): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;
  const next = (): void => {
    if (gone) return;
    timer = setTimeout(async () => {
      if (!document.hidden) await act().catch(() => undefined);
      next();
    }, ms);
  };
  onMounted(next);
  onBeforeUnmount(() => {
    gone = true;
    clearTimeout(timer);
  });
}
