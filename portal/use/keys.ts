import { onBeforeUnmount, onMounted } from 'vue';

/** Key names as `KeyboardEvent.key`, with `ctrl+`, `alt+`, `shift+` in that order before it. */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/**
 * Binds keys to the page. A key without Ctrl or Alt is left alone while a person types in a field, composes Chinese
 * text with an input method, or has a dialog open (`enabled` false).
 */
export function useKeys(map: KeyMap, enabled: () => boolean = () => true): void {
  const onKey = (event: KeyboardEvent): void => {
    const name = keyName(event);
    const action = map[name];
    if (!action || event.defaultPrevented || event.isComposing || !enabled()) return;
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (!modified && isField(event.target)) return;
    // Enter and Space belong to the focused button or link.
    if ((name === 'Enter' || name === ' ') && isControl(event.target)) return;
    event.preventDefault();
    action(event);
  };
  onMounted(() => window.addEventListener('keydown', onKey));
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey));
}

/** `ctrl+Enter`, `shift+ArrowLeft`, `j`: letters in lower case whatever Caps Lock says. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && key.length > 1 ? 'shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.altKey ? 'alt+' : ''}${shift}${key}`;
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['button', 'submit', 'checkbox', 'radio', 'file'].includes(target.type);
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary, [role="tab"], [role="slider"], input') !== null;
}
