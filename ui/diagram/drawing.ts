import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import gov from '../../definitions/gov.json';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import { readable } from '../../engine/xml/readable.ts';
import { fitBox, type Box } from './fit.ts';
import type { Language } from '../i18n.ts';
import { nameInEnglish } from './names.ts';
import { plainColoursModule } from './plainColours.ts';
import './drawing.css';
import type { DiagramMarker, DiagramToken } from './types.ts';

/** A drawing on the page, as DiagramView drives it. */
export interface Drawing {
  show(xml: string, language: Language): Promise<void>;
  decorate(tokens: readonly DiagramToken[], path: readonly string[], markers: readonly DiagramMarker[]): void;
  fit(): void;
  zoom(factor: number): void;
  centre(element: string): void;
  move(box: Box): void;
  close(): void;
}

/** Puts a read-only diagram into `container`. */
export function openDrawing(container: HTMLElement, on: { selected(id: string): void; moved(box: Box): void }): Drawing {
  const viewer = new NavigatedViewer({ container, moddleExtensions: { gov, zeebe }, additionalModules: [plainColoursModule] });
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  const overlays = viewer.get<Overlays>('overlays');
  const events = viewer.get<EventBus>('eventBus');
  let marked: [string, string][] = [];
  let moving = false;
  let shown: Language = 'zh-CN';

  events.on('element.click', (event: { element: { id: string } }) => on.selected(event.element.id));
  // Between reading and drawing: labels are painted once, in the language of the page.
  events.on('import.render.start', ({ definitions }: { definitions: unknown }) => {
    if (shown === 'en') nameInEnglish(definitions);
  });
  events.on('canvas.viewbox.changed', () => {
    if (!moving) on.moved(boxOf(canvas));
  });

  const mark = (id: string, name: string): void => {
    if (registry.get(id) === undefined) return;
    canvas.addMarker(id, name);
    marked.push([id, name]);
  };
  const say = (id: string, kind: string, text: string, position: { top?: number; bottom?: number; left?: number; right?: number }): void => {
    if (registry.get(id) === undefined || text === '') return;
    const html = document.createElement('div');
    html.className = `yjs-note yjs-note-${kind}`;
    html.textContent = text;
    overlays.add(id, 'yjs', { position, html, scale: { min: 0.7, max: 1.2 } });
  };

  const fit = (): void => void canvas.viewbox(fitBox(canvas.viewbox().inner, canvas.getSize(), { top: 24, right: 24, bottom: 40, left: 24 }));
  // A phone that is turned, or a window drawn narrower: the drawing must not stand beside its frame. A scroll bar that comes changes nothing.
  let fittedAt: number | null = null;
  const watching = new ResizeObserver(() => {
    if (fittedAt === null || Math.abs(container.clientWidth - fittedAt) < 40) return;
    fittedAt = container.clientWidth;
    canvas.resized();
    fit();
  });
  watching.observe(container);

  return {
    async show(xml, language) {
      shown = language;
      marked = [];
      await viewer.importXML(readable(xml).xml);
      fit();
      fittedAt = container.clientWidth;
    },
    decorate(tokens, path, markers) {
      for (const [id, name] of marked) if (registry.get(id) !== undefined) canvas.removeMarker(id, name);
      marked = [];
      overlays.remove({ type: 'yjs' });
      for (const id of path) mark(id, 'yjs-path');
      for (const token of tokens) {
        const broken = token.incident !== undefined && token.incident !== null && token.incident !== false;
        mark(token.element, broken ? 'yjs-incident' : 'yjs-token');
        say(token.element, broken ? 'incident' : 'token', broken ? '!' : String(token.count ?? 1), { top: -12, right: 12 });
      }
      for (const marker of markers) {
        mark(marker.element, `yjs-${marker.tone}`);
        say(marker.element, marker.tone, marker.text ?? '', { bottom: 8, left: 4 });
      }
    },
    fit,
    zoom: (factor) => canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor))),
    centre(id) {
      const element = registry.get(id) as { x: number; y: number; width: number; height: number } | undefined;
      if (element !== undefined) canvas.scrollToElement(element as never, 60);
    },
    move(box) {
      moving = true;
      canvas.viewbox(box);
      moving = false;
    },
    close() {
      watching.disconnect();
      viewer.destroy();
    },
  };
}

function boxOf(canvas: Canvas): Box {
  const { x, y, width, height } = canvas.viewbox();
  return { x, y, width, height };
}
