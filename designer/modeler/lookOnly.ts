import type EventBus from 'diagram-js/lib/core/EventBus';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type Rules from 'diagram-js/lib/features/rules/Rules';
import type { PanelData } from '../panel/data.ts';

/** Keys that draw by themselves, or open a menu of what draws. */
const drawing = /^[acenrs]$/i;

/** While a flow waits for review nothing of it is drawn: it is looked at, searched, copied and exported. */
class LookOnly {
  static $inject = ['config.fieldPanel', 'canvas', 'rules', 'eventBus', 'directEditing'];

  constructor({ editable }: PanelData, canvas: Canvas, rules: Rules, eventBus: EventBus, directEditing: { activate(element: unknown): boolean }) {
    if (editable) return;
    // Palette and context pad hold nothing else than what draws.
    canvas.getContainer().classList.add('yjs-look-only');
    const allowed = rules.allowed.bind(rules);
    Object.assign(rules, { allowed: (action: string, context: object) => action === 'elements.copy' && allowed(action, context) });
    Object.assign(directEditing, { activate: () => false });
    eventBus.on('keyboard.keydown', 5000, ({ keyEvent }: { keyEvent: KeyboardEvent }) => (drawing.test(keyEvent.key) && !keyEvent.ctrlKey && !keyEvent.metaKey ? true : undefined));
  }
}

/** diagram-js module of drawings that are only looked at. */
export const lookOnlyModule = { __init__: ['lookOnly'], lookOnly: ['type', LookOnly] };
