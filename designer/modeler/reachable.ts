import type EventBus from 'diagram-js/lib/core/EventBus';

/**
 * The palette and the menu beside an element are made of plain boxes that no Tab reaches. Here each becomes a button with
 * its name, pressed by Enter or Space.
 */
class Reachable {
  static $inject = ['eventBus', 'canvas'];

  constructor(eventBus: EventBus, canvas: { getContainer(): HTMLElement }) {
    const container = canvas.getContainer();
    const dress = (): void => container.querySelectorAll<HTMLElement>('.djs-palette .entry[data-action], .djs-context-pad .entry[data-action], .djs-minimap .toggle').forEach(asButton);
    eventBus.on(['diagram.init', 'palette.changed', 'contextPad.open', 'import.done', 'i18n.changed', 'minimap.toggle'], 100, () => queueMicrotask(dress));
    container.addEventListener('keydown', (event) => {
      const entry = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.djs-palette .entry, .djs-context-pad .entry, .djs-minimap .toggle') : null;
      if (entry === null || event.isComposing || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      event.stopPropagation();
      const { left, top, width, height } = entry.getBoundingClientRect();
      entry.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, clientX: left + width / 2, clientY: top + height / 2 }));
    });
  }
}

function asButton(entry: HTMLElement): void {
  entry.tabIndex = 0;
  entry.setAttribute('role', 'button');
  const name = entry.title === '' ? (entry.getAttribute('aria-label') ?? '') : entry.title;
  entry.title = name;
  entry.setAttribute('aria-label', name);
}

/** diagram-js module of the buttons. */
export const reachableModule = { __init__: ['reachable'], reachable: ['type', Reachable] };
