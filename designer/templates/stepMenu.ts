import type EventBus from 'diagram-js/lib/core/EventBus';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import type { Shape } from '../outline/edit/diagram.ts';
import { language } from '../../ui/i18n.ts';
import { placeOf } from './placeOf.ts';
import { shippedSteps } from './shippedSteps.ts';
import { stepAsked, type StepAsked } from './stepAsked.ts';

interface Entry {
  readonly label?: string;
  readonly action?: unknown;
  readonly [name: string]: unknown;
}

interface Popup {
  registerProvider(menu: string, priority: number, provider: unknown): void;
  close(): void;
  open(element: unknown, menu: string, position: object, options: object): void;
}

type Translate = (text: string) => string;

/** Offers the ready steps of the domain first in the menus that create and append. */
class StepMenu {
  static $inject = ['eventBus', 'popupMenu', 'translate', 'selection', 'canvas'];

  readonly #events: EventBus;
  readonly #popup: Popup;
  readonly #translate: Translate;
  readonly #selection: Selection;
  readonly #canvas: Canvas;

  constructor(events: EventBus, popup: Popup, translate: Translate, selection: Selection, canvas: Canvas) {
    this.#events = events;
    this.#popup = popup;
    this.#translate = translate;
    this.#selection = selection;
    this.#canvas = canvas;
    for (const menu of ['bpmn-append', 'bpmn-create']) {
      // Asked last, so that ours can be put before what the library offers.
      popup.registerProvider(menu, 400, { getPopupMenuEntries: (target: { id: string; businessObject?: { $instanceOf?(type: string): boolean } }) => (entries: Record<string, Entry>) => ({ ...this.#own(menu === 'bpmn-append' ? target : null), ...entries }) });
    }
  }

  /** Read when a step is chosen: a menu that belongs to no element goes by what is selected on the plane that is shown. */
  #place(): string | null {
    const { children = [] } = this.#canvas.getRootElement() as unknown as Shape;
    return placeOf(this.#selection.get() as unknown as Shape[], children);
  }

  #own(target: { readonly id: string; readonly businessObject?: { $instanceOf?(type: string): boolean } } | null): Record<string, Entry> {
    if (target !== null && target.businessObject?.$instanceOf?.('bpmn:FlowNode') !== true) return {};
    const own = language() === 'en' ? 'en' : 'zh';
    const group = { id: 'ready-steps', name: this.#translate('Ready steps') };
    return Object.fromEntries(
      shippedSteps.map((step): [string, Entry] => [
        `step-${step.id}`,
        {
          label: step.name[own],
          description: step.text[own],
          search: [...(step.words ?? []), step.name.zh, step.name.en].join(' '),
          className: `yjs-step yjs-step-${step.id}`,
          group,
          rank: 2000,
          action: () => {
            this.#popup.close();
            this.#events.fire(stepAsked, { template: step.id, at: target?.id ?? this.#place() } satisfies StepAsked);
          },
        },
      ]),
    );
  }
}

/** Opens the menu of ready steps from the palette. */
class StepPalette {
  static $inject = ['palette', 'popupMenu', 'translate', 'canvas', 'selection'];

  readonly #popup: Popup;
  readonly #translate: Translate;
  readonly #canvas: Canvas;

  constructor(palette: { registerProvider(priority: number, provider: unknown): void }, popup: Popup, translate: Translate, canvas: Canvas) {
    this.#popup = popup;
    this.#translate = translate;
    this.#canvas = canvas;
    // Before the tools and shapes of the library.
    palette.registerProvider(1500, this);
  }

  getPaletteEntries() {
    const title = this.#translate('Ready steps');
    return {
      'ready-steps': {
        group: 'ready-steps',
        className: 'yjs-ready-steps bpmn-icon-user-task',
        title,
        action: {
          click: (event: MouseEvent) => {
            const { right, top } = (event.target as HTMLElement).getBoundingClientRect();
            this.#popup.open(this.#canvas.getRootElement(), 'bpmn-create', { x: right + 12, y: top }, { title, width: 320, search: true });
          },
        },
      },
    };
  }
}

/** diagram-js module of the menus. */
export const stepMenuModule = { __init__: ['stepMenu', 'stepPalette'], stepMenu: ['type', StepMenu], stepPalette: ['type', StepPalette] };
