import { nextTick } from 'vue';

/**
 * Puts the focus into the first field of a dialog that opens (`open-auto-focus`): Element Plus leaves it on the dialog
 * itself. Its lists are passed over: Enter opens them, and shall end the dialog. Of a question with several answers it is the one given.
 */
export async function focusFirstField(): Promise<void> {
  // It says so before it takes the focus, one turn later.
  await nextTick();
  await nextTick();
  const body = document.activeElement?.querySelector('.el-dialog__body');
  const first = body?.querySelector<HTMLElement>(':is(input:not([role=combobox]), select, textarea):not(:disabled)');
  (first?.matches('[type=radio]') === true ? (body!.querySelector<HTMLElement>('[type=radio]:checked') ?? first) : first)?.focus();
}
