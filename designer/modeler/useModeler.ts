import type Modeler from 'bpmn-js/lib/Modeler';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue';
import type { Drawn } from '../../engine/drawn.ts';
import { readable, withMarkup } from '../../engine/xml/readable.ts';
import { fitBox } from '../../ui/diagram/fit.ts';
import { longestPath, workingDays } from '../outline/limits.ts';
import { outline, type DrawnNode } from '../outline/steps.ts';
import { readAt } from '../panel/address.ts';
import { drawnNodes, mainProcess } from './drawnNodes.ts';
import { nameOf } from './nameOf.ts';
import type { ModelerPlace } from './createModeler.ts';
import { type Maker, pictured } from './pictured.ts';
import type { ProblemMarks, ShownProblem } from './problemMarks.ts';
import type { Tidy } from './tidy.ts';
import type { ShownWay, WayMarks } from './wayMarks.ts';

interface Moddle extends Maker {
  fromXML(xml: string): Promise<{ readonly rootElement: Drawn }>;
  toXML(element: Drawn): Promise<{ readonly xml: string }>;
}

/** Scale at which the names of steps can be read. */
const legible = 0.7;

/** The drawing tool as the page sees it: its selection, its history, its steps, its limits. */
export function useModeler(touched: () => void) {
  const modeler = shallowRef<Modeler>();
  const selected = ref<string | null>(null);
  const canUndo = ref(false);
  const canRedo = ref(false);
  const nodes = shallowRef<readonly DrawnNode[]>([]);
  const named = shallowRef<Readonly<Record<string, string>>>({});
  const terms = ref({ id: '', name: '', limitAmount: '', limitUnit: '' });
  const warnings = ref(0);
  const pooled = ref(false);
  const bare = ref(false);
  const way = shallowRef<ShownWay | null>(null);
  /** The drawing as text since its last change; whoever saves and whoever checks read the same. */
  let text: Promise<string> | undefined;
  /** Texts of the drawing that are markup: the tool shows and edits them as text. */
  let markup: readonly string[] = [];
  let importing = false;
  let closed = false;
  /** Whether the drawing has been fitted into a canvas that has a size. */
  let fitted = false;

  const get = <T,>(name: string): T => modeler.value!.get<T>(name);

  function lookBack(): void {
    const stack = get<CommandStack>('commandStack');
    canUndo.value = stack.canUndo();
    canRedo.value = stack.canRedo();
  }

  function look(): void {
    const registry = get<ElementRegistry>('elementRegistry');
    nodes.value = drawnNodes(registry);
    named.value = Object.fromEntries(registry.filter((element) => !('labelTarget' in element && element.labelTarget)).map((element) => [element.id, nameOf(element as never)]));
    pooled.value = registry.find((element) => (element as unknown as { type: string }).type === 'bpmn:Participant') !== undefined;
    const process = mainProcess(registry);
    terms.value = { id: process?.id ?? '', name: '', limitAmount: '', limitUnit: '' };
    if (process !== null) Object.assign(terms.value, { name: readAt(process, 'bpmn:name'), limitAmount: readAt(process, 'gov:limitAmount'), limitUnit: readAt(process, 'gov:limitUnit') });
  }

  // Fetched while the page still asks the server for the drawing.
  const tool = import('./createModeler.ts');
  tool.catch(() => undefined);

  async function open(place: ModelerPlace, xml: string): Promise<void> {
    const { createModeler } = await tool;
    if (closed) return;
    modeler.value = createModeler(place);
    const events = get<EventBus>('eventBus');
    events.on('selection.changed', ({ newSelection }: { newSelection: { id: string }[] }) => {
      selected.value = newSelection.length === 1 ? newSelection[0]!.id : null;
    });
    // `elements.changed` comes right before it with every change: to hear both would look at the drawing twice.
    events.on('commandStack.changed', () => {
      text = undefined;
      if (importing) return;
      lookBack();
      look();
      // What was found of the drawing before need not hold of this one.
      showWay(null);
      touched();
    });
    await load(xml);
  }

  /** Shows a drawing; one that comes without a picture is given one, which is saved with the first change that somebody makes. */
  async function load(xml: string): Promise<void> {
    bare.value = !xml.includes('BPMNShape');
    importing = true;
    showWay(null);
    try {
      const { xml: text, markup: found } = readable(xml);
      markup = found;
      warnings.value = (await modeler.value!.importXML(bare.value ? await withPicture(text) : text)).warnings.length;
      if (bare.value) {
        look();
        if (!pooled.value) await tidy();
        get<CommandStack>('commandStack').clear();
      }
    } finally {
      importing = false;
      text = undefined;
      // A new drawing has no history, and says so by no event.
      lookBack();
    }
    look();
    fit(legible);
  }

  async function withPicture(xml: string): Promise<string> {
    const moddle = get<Moddle>('moddle');
    const { rootElement } = await moddle.fromXML(xml);
    pictured(rootElement, moddle);
    return (await moddle.toXML(rootElement)).xml;
  }

  function read(): Promise<string> {
    return (text ??= modeler.value!.saveXML({ format: true }).then(({ xml }) => withMarkup(xml ?? '', markup)));
  }

  /** Shows the whole drawing; `smallest`: the scale below which only its beginning is shown. */
  function fit(smallest = 0): void {
    const canvas = get<Canvas>('canvas');
    fitted = canvas.getSize().width > 0;
    if (!fitted) return;
    canvas.viewbox(fitBox(canvas.viewbox().inner, canvas.getSize(), { top: 30, right: 40, bottom: 50, left: 130 }, 1, smallest, beginning()));
  }

  /** The middle of the first start event of the drawing. */
  function beginning(): { y: number } | undefined {
    const first = get<ElementRegistry>('elementRegistry').find((element) => {
      const { type, parent } = element as unknown as { type: string; parent?: { type: string } };
      return type === 'bpmn:StartEvent' && (parent?.type === 'bpmn:Process' || parent?.type === 'bpmn:Participant');
    }) as unknown as { y: number; height: number } | undefined;
    return first && { y: first.y + first.height / 2 };
  }

  /** Selects an element and brings it into the middle; the process itself is selected by selecting nothing. */
  function select(id: string): void {
    const element = get<ElementRegistry>('elementRegistry').get(id);
    const selection = get<Selection>('selection');
    if (element === undefined || (element as unknown as { parent: unknown }).parent === undefined) return selection.select([]);
    const canvas = get<Canvas>('canvas');
    if (canvas.findRoot(element as never) !== canvas.getRootElement()) canvas.setRootElement(canvas.findRoot(element as never) as never);
    if (canvas.zoom() < legible) canvas.zoom(legible, centreOf(element as never));
    canvas.scrollToElement(element as never, { top: 140, bottom: 140, left: 160, right: 160 });
    selection.select(element as never);
  }

  /** Selects an element without moving the canvas, which may not be seen. */
  function mention(id: string): void {
    const element = get<ElementRegistry>('elementRegistry').get(id);
    get<Selection>('selection').select(element === undefined ? [] : (element as never));
  }

  /** Shows the way to a flaw, or (null) none. */
  function showWay(next: ShownWay | null): void {
    if (next === null) get<WayMarks>('wayMarks').clear();
    else get<WayMarks>('wayMarks').show(next);
    way.value = next;
  }

  const mark = (problems: readonly ShownProblem[]): void => get<ProblemMarks>('problemMarks').show(problems);
  const tidy = async (): Promise<void> => {
    const root = get<Canvas>('canvas').getRootElement();
    await get<Tidy>('tidy').run(
      root,
      outline(nodes.value, root.id).map(({ id }) => id),
    );
    fit();
  };

  onBeforeUnmount(() => {
    closed = true;
    modeler.value?.destroy();
  });

  return {
    modeler,
    selected,
    canUndo,
    canRedo,
    warnings,
    terms,
    steps: computed(() => outline(nodes.value, terms.value.id)),
    names: computed(() => ({ ...named.value, [terms.value.id]: terms.value.name })),
    pooled,
    /** Whether the drawing that was opened came without a picture: nobody else sees the one it was given until it is saved. */
    bare,
    /** Whether more is drawn than a new flow's start. */
    begun: computed(() => nodes.value.length > 1),
    way,
    /** Working days of the longest way by what is drawn; apart from the promise, so that it is worked out only where it is asked for. */
    drawnDays: computed(() => Math.round(longestPath(nodes.value, terms.value.id).days * 100) / 100),
    promised: computed(() => workingDays(terms.value.limitAmount, terms.value.limitUnit)),
    open,
    load,
    read,
    fit,
    select,
    mention,
    showWay,
    mark,
    tidy,
    /** Runs a command of the drawing's history. */
    run: (command: string, context: object) => get<CommandStack>('commandStack').execute(command, context),
    /** The canvas is seen again: its size may have changed, and it may never have been fitted. */
    appear(): void {
      if (modeler.value === undefined) return;
      get<Canvas>('canvas').resized();
      if (!fitted) fit(legible);
    },
    undo: () => get<CommandStack>('commandStack').undo(),
    redo: () => get<CommandStack>('commandStack').redo(),
  };
}

/** The middle of a shape, or a flow's first bend. */
function centreOf(element: { x: number; y: number; width: number; height: number; waypoints?: readonly { x: number; y: number }[] }): { x: number; y: number } {
  return element.waypoints?.[0] ?? { x: element.x + element.width / 2, y: element.y + element.height / 2 };
}
