import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openBench, type Bench } from './support/openBench.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
}, 180_000);
afterAll(() => bench?.close());

test('given every element there is, when every menu, tooltip and panel heading of it is opened in Chinese, then none is untranslated, nor passes by the translation', async () => {
  const { shown, missed, latin } = await bench.page.evaluate(exercise);

  expect(shown).toBeGreaterThan(250);
  expect(missed).toEqual([]);
  expect(latin).toEqual([]);
}, 180_000);

/** Runs in the page: draws everything there is, selects it, opens every menu of it. */
async function exercise(): Promise<{ shown: number; missed: string[]; latin: string[] }> {
  interface Shape {
    id: string;
    type: string;
    parent?: Shape;
  }
  type Services = Record<string, Record<string, (...given: unknown[]) => unknown>>;
  const { bench } = window as unknown as { bench: { missed: Set<string>; typeLabel(type: string): string; open(): { get(name: string): unknown; createDiagram(): Promise<unknown> } } };
  const modeler = bench.open();
  await modeler.createDiagram();
  const service = new Proxy({} as Services, { get: (_all, name: string) => modeler.get(name) as Services[string] });
  const { elementFactory, modeling, canvas, popupMenu, selection, contextPad, palette, searchPad, elementRegistry, rules } = service as Required<Services>;
  const root = canvas!['getRootElement']!() as Shape;
  // Texts and names that anybody could see or hear, in letters of Europe alone: they came past every translation.
  const latin = new Set<string>();
  const allowed = /^(BPMN\.iO|P3D|FEEL)$/i;
  const read = (text: string | null | undefined): void => {
    const plain = (text ?? '').trim();
    if (/[A-Za-z]{2}/.test(plain) && !/[\u4e00-\u9fff]/.test(plain) && !allowed.test(plain)) latin.add(plain);
  };
  const look = (): void => {
    for (const part of document.querySelectorAll('.djs-popup, .djs-palette, .djs-context-pad, .djs-search-container, .djs-minimap, .djs-tooltip, #panel')) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) if (walker.currentNode.parentElement?.closest('svg, style') === null) read(walker.currentNode.nodeValue);
      for (const each of part.querySelectorAll('[title], [aria-label], [placeholder]')) for (const name of ['title', 'aria-label', 'placeholder']) read(each.getAttribute(name));
    }
  };
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 8));
  let shown = 0;

  const events = ['Message', 'Timer', 'Conditional', 'Signal', 'Error', 'Escalation', 'Compensate', 'Link', 'Cancel', 'Terminate'].map((name) => `bpmn:${name}EventDefinition`);
  const plain = ['StartEvent', 'EndEvent', 'IntermediateThrowEvent', 'IntermediateCatchEvent', 'Task', 'UserTask', 'ServiceTask', 'SendTask', 'ReceiveTask', 'ManualTask', 'BusinessRuleTask', 'ScriptTask', 'CallActivity', 'ExclusiveGateway', 'ParallelGateway', 'InclusiveGateway', 'EventBasedGateway', 'ComplexGateway', 'DataObjectReference', 'DataStoreReference', 'TextAnnotation', 'Group'].map((name) => ({ type: `bpmn:${name}` }));
  const withEvents = ['StartEvent', 'EndEvent', 'IntermediateThrowEvent', 'IntermediateCatchEvent'].flatMap((name) => events.map((eventDefinitionType) => ({ type: `bpmn:${name}`, eventDefinitionType })));
  const bags = [{ type: 'bpmn:SubProcess', isExpanded: true }, { type: 'bpmn:SubProcess', isExpanded: false }, { type: 'bpmn:SubProcess', isExpanded: true, triggeredByEvent: true }, { type: 'bpmn:Transaction', isExpanded: true }, { type: 'bpmn:AdHocSubProcess', isExpanded: true }];
  const made: Shape[] = [];
  let place = 0;
  const create = (attributes: object, parent: unknown = root, attach = false): void => {
    place += 1;
    try {
      const shape = elementFactory!['createShape']!(attributes);
      made.push(modeling!['createShape']!(shape, { x: 100 + (place % 20) * 160, y: 100 + Math.floor(place / 20) * 260 }, parent, ...(attach ? [{ attach: true }] : [])) as Shape);
    } catch {
      // Some combinations don't exist in BPMN.
    }
  };
  for (const each of [...plain, ...withEvents, ...bags]) create(each);
  const host = made.find(({ type }) => type === 'bpmn:Task');
  for (const eventDefinitionType of [undefined, ...events]) for (const cancelActivity of [true, false]) create({ type: 'bpmn:BoundaryEvent', eventDefinitionType, cancelActivity }, host, true);
  const bag = made.find((each) => each.type === 'bpmn:SubProcess');
  for (const eventDefinitionType of events) for (const isInterrupting of [true, false]) create({ type: 'bpmn:StartEvent', eventDefinitionType, isInterrupting }, bag);
  const find = (type: string): Shape => made.find((each) => each.type === type)!;
  modeling!['connect']!(find('bpmn:ExclusiveGateway'), find('bpmn:UserTask'));
  modeling!['connect']!(find('bpmn:UserTask'), find('bpmn:ServiceTask'));

  const visit = async (element: Shape): Promise<void> => {
    selection!['select']!(element);
    contextPad!['open']!(element, true);
    bench.typeLabel(element.type);
    await pause();
    look();
    for (const menu of ['bpmn-replace', 'bpmn-append', 'bpmn-create', 'align-elements']) {
      try {
        if (popupMenu!['isEmpty']!(menu === 'align-elements' ? [element] : element, menu) === true) continue;
        popupMenu!['open']!(element, menu, { x: 10, y: 10 }, {});
        await pause();
        shown += document.querySelectorAll('.djs-popup .entry').length;
        look();
        popupMenu!['close']!();
      } catch {
        // Not every menu is for every element.
      }
    }
  };
  for (const element of elementRegistry!['getAll']!() as Shape[]) await visit(element);
  const two = [find('bpmn:UserTask'), find('bpmn:ServiceTask'), find('bpmn:SendTask')];
  selection!['select']!(two);
  contextPad!['open']!(two, true);
  popupMenu!['open']!(two, 'align-elements', { x: 10, y: 10 }, {});
  await pause();
  look();
  palette!['getEntries']!();
  searchPad!['toggle']!();
  await pause();
  look();
  searchPad!['close']!();
  void rules;

  // What a search in a menu says, found and not found.
  popupMenu!['open']!(root, 'bpmn-create', { x: 10, y: 10 }, { search: true, title: '新建' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (const typed of ['renwu', 'zzzz']) {
    const input = document.querySelector<HTMLInputElement>('.djs-popup-search input')!;
    input.value = typed;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 150));
    look();
  }
  popupMenu!['close']!();
  (service['minimap'] as { open(): void }).open();
  await pause();
  look();

  // A second drawing with participants and lanes.
  await modeler.createDiagram();
  made.length = 0;
  create({ type: 'bpmn:Participant', isExpanded: true }, canvas!['getRootElement']!());
  create({ type: 'bpmn:Participant', isExpanded: false }, canvas!['getRootElement']!());
  const pool = find('bpmn:Participant');
  modeling!['splitLane']!(pool, 2);
  for (const element of elementRegistry!['getAll']!() as Shape[]) await visit(element);
  document.querySelectorAll('[title]').forEach(() => (shown += 1));
  return { shown, missed: [...bench.missed].sort(), latin: [...latin].sort() };
}
