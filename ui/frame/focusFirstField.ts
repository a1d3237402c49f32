import { nextTick } from 'vue';

/**
 * Puts the focus into the first field of a dialog that opens (`open-auto-focus`): Element Plus leaves it on the dialog
 * itself. Its lists are passed over: they keep Escape to themselves, and the dialog would not close by it.
 */
export async function focusFirstField(): Promise<void> {
  // It says so before it takes the focus, one turn later.
  await nextTick();
  await nextTick();
  document.activeElement?.querySelector<HTMLElement>('.el-dialog__body :is(input:not([role=combobox]), select, textarea):not(:disabled)')?.focus();
}
