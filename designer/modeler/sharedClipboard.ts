
/** Where the copied part waits for another tab of this machine. */
const place = 'yjs.clipboard';

/** A copied part of more text than this stays in its own tab. */
const largest = 2_000_000;

/** What can make a moddle element. */
interface Factory {
  create(type: string, attributes: object): unknown;
}

/** Clipboard of the drawing tool that other tabs share: copied here, pasted in the next diagram, also after this tab is closed. */
export class SharedClipboard {
  static $inject = ['moddle'];

  readonly #moddle: Factory;
  #own: { readonly text: string | null; readonly data: unknown } | null = null;

  constructor(moddle: Factory) {
    this.#moddle = moddle;
  }

  set(data: unknown): void {
    this.#own = { text: keep(data), data };
  }

  /** The newest copy: this tab's own, or what another tab has copied since. */
  get(): unknown {
    const text = kept();
    if (text === null || this.#own?.text === text) return this.#own?.data;
    try {
      return JSON.parse(text, reviver(this.#moddle));
    } catch {
      return this.#own?.data;
    }
  }

  clear(): unknown {
    const data = this.get();
    this.#own = null;
    keep(null);
    return data;
  }

  isEmpty(): boolean {
    return this.get() === undefined;
  }
}

function keep(data: unknown): string | null {
  try {
    const text = data === null ? null : JSON.stringify(data);
    if (text === null || text.length > largest) localStorage.removeItem(place);
    else localStorage.setItem(place, text);
    return text !== null && text.length <= largest ? text : null;
  } catch {
    // A browser that keeps nothing copies within this tab.
    return null;
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

/** Makes moddle elements again of what they became as JSON; one that stands there twice is made once. */
function reviver(moddle: Factory) {
  const made = new Map<string, unknown>();
  return (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('$type' in value) || typeof value.$type !== 'string') return value;
    const { $type, ...attributes } = value as { $type: string; id?: unknown };
    const known = typeof attributes.id === 'string' ? made.get(`${$type} ${attributes.id}`) : undefined;
    if (known !== undefined) return known;
    const element = moddle.create($type, attributes);
    for (const part of Object.values(attributes)) for (const each of Array.isArray(part) ? part : [part]) if (typeof each === 'object' && each !== null && '$type' in each) (each as { $parent?: unknown }).$parent = element;
    if (typeof attributes.id === 'string') made.set(`${$type} ${attributes.id}`, element);
    return element;
  };
}

/** diagram-js module in place of the library's clipboard, which ends with its tab. */
export const sharedClipboardModule = { clipboard: ['type', SharedClipboard] };
