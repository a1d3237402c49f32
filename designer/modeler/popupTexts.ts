import type EventBus from 'diagram-js/lib/core/EventBus';

type Translate = (text: string, replacements?: Record<string, string>) => string;

/** Attributes in which the menus carry texts of their own. */
const attributes = ['title', 'aria-label'] as const;

/**
 * Some texts of the library's menus pass no translation: how many were found, the way back, names of the list. They are put
 * into the language of the page as they appear.
 */
class PopupTexts {
  static $inject = ['eventBus', 'canvas', 'translate'];

  readonly #translate: Translate;

  constructor(eventBus: EventBus, canvas: { getContainer(): HTMLElement }, translate: Translate) {
    this.#translate = translate;
    let watching: MutationObserver | undefined;
    eventBus.on('popupMenu.open', () => {
      queueMicrotask(() => {
        const popup = canvas.getContainer().querySelector<HTMLElement>('.djs-popup-parent');
        if (popup === null) return;
        this.#dress(popup);
        watching?.disconnect();
        watching = new MutationObserver(() => this.#dress(popup));
        watching.observe(popup, { childList: true, subtree: true, characterData: true });
      });
    });
    eventBus.on('popupMenu.close', () => watching?.disconnect());
  }

  #dress(popup: HTMLElement): void {
    for (const element of popup.querySelectorAll<HTMLElement>('[title], [aria-label]')) {
      for (const attribute of attributes) {
        const text = element.getAttribute(attribute);
        if (text === 'Back' || text === 'Search' || text === 'Results') element.setAttribute(attribute, this.#translate(text));
      }
    }
    const [first, ...others] = popup.querySelector('.djs-popup-search-count')?.childNodes ?? [];
    if (first === undefined) return;
    // The number stands in the first piece of text, the words in the others: what the library writes again is put right again.
    write(first, this.#translate('{count} found', { count: /\d+/.exec(first.nodeValue ?? '')?.[0] ?? '0' }));
    for (const other of others) write(other, '');
  }
}

function write(node: Node, text: string): void {
  if (node.nodeValue !== text) node.nodeValue = text;
}

/** diagram-js module of the texts. */
export const popupTextsModule = { __init__: ['popupTexts'], popupTexts: ['type', PopupTexts] };
