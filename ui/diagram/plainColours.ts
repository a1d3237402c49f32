import type EventBus from 'diagram-js/lib/core/EventBus';

/** Colours that other tools write into the picture of an element. */
const colours: ReadonlySet<string> = new Set(['bioc:fill', 'bioc:stroke', 'color:background-color', 'color:border-color', 'color:color']);

interface Picture {
  get(name: string): unknown;
}

/**
 * Colours say a state here (a problem, a way, a light), so those of the file are not painted. They stay in the file and
 * leave with it; nothing that stands there as a colour reaches the page (B-17).
 */
class PlainColours {
  static $inject = ['eventBus'];

  constructor(eventBus: EventBus) {
    eventBus.on('bpmnElement.added', 2000, ({ element }: { element: { di?: Picture } }) => withoutColours(element.di));
    eventBus.on('import.render.start', ({ definitions }: { definitions: { diagrams?: readonly { plane?: { planeElement?: readonly Picture[] } }[] } }) => {
      for (const { plane } of definitions.diagrams ?? []) for (const picture of plane?.planeElement ?? []) withoutColours(picture);
    });
  }
}

function withoutColours(picture: Picture | undefined): void {
  if (picture === undefined || Object.hasOwn(picture, 'get')) return;
  const read = picture.get.bind(picture);
  Object.defineProperty(picture, 'get', { value: (name: string) => (colours.has(name) ? undefined : read(name)), enumerable: false, configurable: true });
}

/** diagram-js module that paints every element in plain ink. */
export const plainColoursModule = { __init__: ['plainColours'], plainColours: ['type', PlainColours] };
