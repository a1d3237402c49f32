import type EventBus from 'diagram-js/lib/core/EventBus';

/**
 * Chinese input methods. While a word is being composed a key belongs to the input method, never to the canvas
 * (single letters are shortcuts there). And search fields of the library listen to `keyup` only: text that arrives
 * without a key (handwriting, voice, paste by mouse) must filter as well.
 */
class InputMethod {
  static $inject = ['eventBus', 'canvas'];

  constructor(eventBus: EventBus, canvas: { getContainer(): HTMLElement }) {
    eventBus.on('keyboard.keydown', 10_000, (event: { keyEvent: KeyboardEvent; stopPropagation(): void }) => {
      if (event.keyEvent.isComposing || event.keyEvent.keyCode === 229) {
        event.stopPropagation();
        return true;
      }
      return undefined;
    });

    const retell = (event: Event): void => {
      const field = event.target;
      if (!(field instanceof HTMLInputElement) || field.closest('.djs-search-container, .djs-popup') === null) return;
      if (event instanceof InputEvent && event.isComposing) return;
      field.dispatchEvent(new KeyboardEvent('keyup', { key: 'Process', bubbles: true }));
    };
    const swallow = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.isComposing) event.stopPropagation();
    };
    const container = canvas.getContainer();
    container.addEventListener('input', retell);
    container.addEventListener('compositionend', retell);
    container.addEventListener('keyup', swallow, true);
    container.addEventListener('keydown', swallow, true);
  }
}

/** diagram-js module for Chinese input methods. */
export const inputMethodModule = { __init__: ['inputMethod'], inputMethod: ['type', InputMethod] };
