import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type Selection from 'diagram-js/lib/features/selection/Selection';

/** A problem with its text, ready to be shown. */
export interface ShownProblem {
  readonly elementId: string;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly text: string;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

/** Marks elements that have problems in red or amber, with a count and the texts as a tooltip. */
export class ProblemMarks {
  static $inject = ['canvas', 'elementRegistry', 'overlays', 'selection'];

  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #overlays: Overlays;
  readonly #selection: Selection;
  #marked: [string, string][] = [];

  constructor(canvas: Canvas, registry: ElementRegistry, overlays: Overlays, selection: Selection) {
    this.#canvas = canvas;
    this.#registry = registry;
    this.#overlays = overlays;
    this.#selection = selection;
  }

  /** Replaces all marks. */
  show(problems: readonly ShownProblem[]): void {
    for (const [id, mark] of this.#marked) if (this.#registry.get(id) !== undefined) this.#canvas.removeMarker(id, mark);
    this.#marked = [];
    this.#overlays.remove({ type: 'problem' });
    for (const [id, own] of byElement(problems)) {
      const element = this.#registry.get(id);
      if (element === undefined || !('parent' in element) || element.parent === undefined || element.parent === null) continue;
      const severity = own.some((each) => each.severity === 'error') ? 'error' : 'warning';
      const mark = `yjs-problem-${severity}`;
      this.#canvas.addMarker(id, mark);
      this.#marked.push([id, mark]);
      this.#overlays.add(id, 'problem', { position: { top: -10, left: -10 }, html: badge(severity, own, () => this.#selection.select(element as never)) });
    }
  }
}

function byElement(problems: readonly ShownProblem[]): Map<string, ShownProblem[]> {
  const found = new Map<string, ShownProblem[]>();
  for (const problem of problems) found.set(problem.elementId, [...(found.get(problem.elementId) ?? []), problem]);
  return found;
}

function badge(severity: string, problems: readonly ShownProblem[], chosen: () => void): HTMLElement {
  const html = document.createElement('div');
  html.className = `yjs-problem-badge ${severity}`;
  html.textContent = severity === 'error' ? (problems.length > 1 ? String(problems.length) : '!') : '△';
  html.title = problems.map((problem) => problem.text).join('\n');
  html.addEventListener('click', chosen);
  return html;
}

/** diagram-js module of the marks. */
export const problemMarksModule = { __init__: ['problemMarks'], problemMarks: ['type', ProblemMarks] };
