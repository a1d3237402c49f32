import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type ElementFactory from 'bpmn-js/lib/features/modeling/ElementFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type BpmnReplace from 'bpmn-js/lib/features/replace/BpmnReplace';
import type AutoPlace from 'diagram-js/lib/features/auto-place/AutoPlace';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type { Edit } from '../../engine/fixes/index.ts';
import type { Moddle } from '../panel/address.ts';
import { withInput } from '../panel/contract.ts';
import { readMappings, writeMappings } from '../panel/mappings.ts';
import { writeAt } from '../panel/write.ts';
import type { Shape } from '../outline/edit/diagram.ts';
import { behind } from './behind.ts';

/** Command around all edits of a fix, so that one undo takes it back. */
const command = 'yjs.fix';

/** Room between a new gateway or end event and what stands beside it, in pixels. */
const gap = 60;

/** Makes the edits of a fix in the drawing, all of them as one step of its history. */
export class ApplyFix {
  static $inject = ['commandStack', 'elementRegistry', 'modeling', 'bpmnFactory', 'elementFactory', 'bpmnReplace', 'autoPlace'];

  readonly #stack: CommandStack;
  readonly #registry: ElementRegistry;
  readonly #modeling: Modeling;
  readonly #factory: BpmnFactory;
  readonly #elements: ElementFactory;
  readonly #replace: BpmnReplace;
  readonly #place: AutoPlace;

  constructor(stack: CommandStack, registry: ElementRegistry, modeling: Modeling, factory: BpmnFactory, elements: ElementFactory, replace: BpmnReplace, place: AutoPlace) {
    this.#stack = stack;
    this.#registry = registry;
    this.#modeling = modeling;
    this.#factory = factory;
    this.#elements = elements;
    this.#replace = replace;
    this.#place = place;
    const apply = (edit: Edit): void => this.#edit(edit);
    stack.registerHandler(command, class {
      preExecute({ edits }: { readonly edits: readonly Edit[] }): void {
        for (const edit of edits) apply(edit);
      }
    } as never);
  }

  /** Makes the edits; an element that is gone meanwhile is passed over. */
  run(edits: readonly Edit[]): void {
    this.#stack.execute(command, { edits });
  }

  #edit(edit: Edit): void {
    const modeling = this.#modeling;
    switch (edit.kind) {
      case 'set':
        return this.#with(edit.id, (shape) => this.#set(shape, edit));
      case 'input':
        return this.#with(edit.id, (shape) => writeMappings({ modeling, factory: this.#factory }, shape, 'inputParameters', withInput(readMappings(shape.businessObject, 'inputParameters'), edit.target, edit.source ?? '')));
      case 'unmap':
        return this.#with(edit.id, (shape) => writeMappings({ modeling, factory: this.#factory }, shape, 'outputParameters', readMappings(shape.businessObject, 'outputParameters').filter(({ target }) => target !== edit.target)));
      case 'default':
        return this.#with(edit.id, (shape) => modeling.updateProperties(shape as never, { default: edit.flow === null ? undefined : this.#shape(edit.flow)?.businessObject }));
      case 'strip':
        return this.#with(edit.id, (shape) => this.#strip(shape, edit.name));
      case 'remove':
        return modeling.removeElements(edit.ids.flatMap((id) => this.#shape(id) ?? []) as never);
      case 'type':
        return this.#with(edit.id, (shape) => void this.#replace.replaceElement(shape as never, { type: edit.type } as never));
      case 'connect':
        return this.#with(edit.from, (from) => this.#with(edit.to, (to) => void modeling.connect(from as never, to as never)));
      case 'append':
        return this.#with(edit.id, (shape) => this.#append(shape, edit.type, edit.name, edit.before === true));
      case 'join':
        return this.#with(edit.id, (shape) => this.#join(shape, edit.type, edit.flows));
      case 'newId':
        return this.#with(edit.id, (shape) => modeling.updateProperties(shape as never, { id: this.#freeId(shape) }));
    }
  }

  #set(shape: Shape, { id, attribute, value }: Extract<Edit, { kind: 'set' }>): void {
    if (shape.businessObject.id === id) return writeAt({ modeling: this.#modeling, factory: this.#factory }, shape, attribute, value);
    const process = shape.businessObject.get('processRef') as Moddle;
    this.#modeling.updateModdleProperties(shape as never, process as never, { [attribute]: value === '' ? undefined : value });
  }

  #append(shape: Shape, type: string, name: string, before: boolean): void {
    const made = this.#elements.createShape({ type } as never) as unknown as Shape;
    if (name !== '') made.businessObject.set?.('name', name);
    if (!before) return void this.#place.append(shape as never, made as never, {} as never);
    const at = { x: shape.x - gap - made.width / 2, y: shape.y + shape.height / 2 };
    const placed = this.#modeling.createShape(made as never, at as never, shape.parent as never);
    this.#modeling.connect(placed as never, shape as never);
  }

  /** Everything from the element on moves right to make room for the gateway. */
  #join(shape: Shape, type: string, flows: readonly string[]): void {
    const made = this.#elements.createShape({ type } as never) as unknown as Shape;
    const at = { x: shape.x + made.width / 2, y: shape.y + shape.height / 2 };
    this.#modeling.moveElements(behind(this.#registry, shape) as never, { x: made.width + gap, y: 0 } as never);
    const placed = this.#modeling.createShape(made as never, at as never, shape.parent as never);
    for (const id of flows) this.#with(id, (flow) => this.#modeling.reconnectEnd(flow as never, placed as never, at as never));
    this.#modeling.connect(placed as never, shape as never);
  }

  #strip(shape: Shape, name: string): void {
    const part = partWith(shape.businessObject, name);
    if (part === null) return;
    const extensions = part.get('extensionElements') as Moddle | undefined;
    const values = (extensions?.get('values') as Moddle[] | undefined) ?? [];
    const kept = values.filter((each) => each.$type.toLowerCase() !== name.toLowerCase());
    if (extensions !== undefined && kept.length < values.length) return this.#modeling.updateModdleProperties(shape as never, extensions as never, { values: kept });
    this.#modeling.updateModdleProperties(shape as never, part as never, { [name]: undefined });
  }

  #freeId(shape: Shape): string {
    const stem = shape.type.slice(shape.type.indexOf(':') + 1);
    let count = 1;
    while (this.#registry.get(`${stem}_${count}`) !== undefined) count += 1;
    return `${stem}_${count}`;
  }

  #with(id: string, work: (shape: Shape) => void): void {
    const shape = this.#shape(id);
    if (shape !== undefined) work(shape);
  }

  #shape(id: string): Shape | undefined {
    const found = this.#registry.get(id) as unknown as Shape | undefined;
    if (found !== undefined) return found;
    // The process behind a pool has no shape of its own: the pool stands for it.
    return this.#registry.find((each) => ((each as unknown as Shape).businessObject.get('processRef') as Moddle | undefined)?.id === id) as unknown as Shape | undefined;
  }
}

/** The element itself or the part inside it that carries the attribute or extension of that name. */
function partWith(element: Moddle, name: string, depth = 0): Moddle | null {
  const carries = (element.$attrs?.[name] ?? element.get(name)) !== undefined || ((element.get('extensionElements') as Moddle | undefined)?.get('values') as Moddle[] | undefined)?.some(({ $type }) => $type.toLowerCase() === name.toLowerCase()) === true;
  if (carries) return element;
  if (depth > 3) return null;
  for (const value of Object.values(element)) {
    for (const part of Array.isArray(value) ? value : [value]) {
      if (typeof part !== 'object' || part === null || !('$type' in part) || (part as Moddle).$parent !== element || (part as Moddle).$instanceOf?.('bpmn:FlowElement') === true) continue;
      const found = partWith(part as Moddle, name, depth + 1);
      if (found !== null) return found;
    }
  }
  return null;
}

/** diagram-js module of the fixes. */
export const applyFixModule = { __init__: ['applyFix'], applyFix: ['type', ApplyFix] };
