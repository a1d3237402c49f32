import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';

/** A way through the drawing that shows what is wrong: elements and flows in order, and where it ends. */
export interface ShownWay {
  readonly ids: readonly string[];
  readonly at: string;
  /** What is wrong there, in words. */
  readonly text: string;
}

/** Marks the way that leads to a flaw, and the element where it shows. */
export class WayMarks {
  static $inject = ['canvas', 'elementRegistry', 'overlays'];

  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #overlays: Overlays;
  #marked: [string, string][] = [];

  constructor(canvas: Canvas, registry: ElementRegistry, overlays: Overlays) {
    this.#canvas = canvas;
    this.#registry = registry;
    this.#overlays = overlays;
  }

  /** Shows one way in place of another. */
  show({ ids, at, text }: ShownWay): void {
    this.clear();
    for (const id of new Set(ids)) this.#mark(id, 'yjs-way');
    if (!this.#mark(at, 'yjs-way-end')) return;
    const html = document.createElement('div');
    html.className = 'yjs-way-label';
    html.textContent = text;
    this.#overlays.add(at, 'way', { position: { bottom: -6, left: 0 }, html });
  }

  /** Takes every mark off. */
  clear(): void {
    for (const [id, mark] of this.#marked) if (this.#registry.get(id) !== undefined) this.#canvas.removeMarker(id, mark);
    this.#marked = [];
    this.#overlays.remove({ type: 'way' });
  }

  #mark(id: string, mark: string): boolean {
    if (this.#registry.get(id) === undefined) return false;
    this.#canvas.addMarker(id, mark);
    this.#marked.push([id, mark]);
    return true;
  }
}

/** diagram-js module of the way. */
export const wayMarksModule = { __init__: ['wayMarks'], wayMarks: ['type', WayMarks] };
