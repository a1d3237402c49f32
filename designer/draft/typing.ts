/** Inputs that hold no text, and so have no history of their own. */
const withoutText = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color'].map((type) => `[type="${type}"]`).join(', ');

/** Whether keys pressed at a target write text there. */
export const writesText = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.matches(`textarea, input:not(${withoutText})`));

/** Makes the focused field hand over what was written in it, as leaving it does; the person stays in it. */
export function leaveField(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !writesText(field)) return;
  field.blur();
  if (field.isConnected) field.focus({ preventScroll: true });
}
