import { onBeforeUnmount, onMounted } from 'vue';

/**
 * Lets Escape at a closed list go to what is around it, as a dialog that closes by it: the lists of Element Plus keep
 * it to themselves, open or closed. An open list is closed by it, as before.
 */
export function useEscapeFromLists(): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing || !(event.target instanceof Element) || !event.target.matches('.el-select [role=combobox][aria-expanded=false]')) return;
    event.stopPropagation();
    const passedOn = new KeyboardEvent('keydown', { key: event.key, code: event.code, bubbles: true, cancelable: true });
    event.target.closest('.el-select')!.parentElement!.dispatchEvent(passedOn);
  };
  onMounted(() => window.addEventListener('keydown', onKey, { capture: true }));
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey, { capture: true }));
}
