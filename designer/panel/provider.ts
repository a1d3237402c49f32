import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import { Group } from '@bpmn-io/properties-panel';
import { readAt, type Moddle } from './address.ts';
import type { PanelData } from './data.ts';
import { bind, boundOf, contractRows } from './contract.ts';
import { contractEntry, entryFor, mappingsEntry } from './entries.ts';
import { fieldsOf, type PanelField } from './fields.ts';
import { closedWhenEmpty, groupOrder } from './groups.ts';
import type { PanelEntry, PanelGroup } from './types.ts';
import { listOf, readMappings, writeMappings } from './mappings.ts';
import { writeAt, writeDefaultFlow } from './write.ts';
import { readField, valuesOf } from './written.ts';

/** An element of the canvas. */
interface DiagramElement {
  readonly type: string;
  readonly businessObject: unknown;
}

type Translate = (text: string, replacements?: Record<string, string>) => string;

/** Command around everything that one field writes, so that one undo takes it back. */
const fieldCommand = 'yjs.field';

/** The one provider of the panel: draws the fields that the elements declare, whatever the element. */
export class FieldProvider {
  static $inject = ['propertiesPanel', 'modeling', 'bpmnFactory', 'config.fieldPanel', 'translate', 'commandStack'];

  readonly #writing: { modeling: Modeling; factory: BpmnFactory };
  readonly #data: PanelData;
  readonly #translate: Translate;
  readonly #stack: CommandStack;

  constructor(panel: { registerProvider(priority: number, provider: unknown): void }, modeling: Modeling, factory: BpmnFactory, data: PanelData, translate: Translate, stack: CommandStack) {
    this.#writing = { modeling, factory };
    this.#data = data;
    this.#translate = translate;
    this.#stack = stack;
    stack.registerHandler(fieldCommand, class {
      preExecute({ write }: { readonly write: () => void }): void {
        write();
      }
    } as never);
    // Below 400, where template extensions filter the groups of everybody registered before them.
    panel.registerProvider(200, this);
  }

  getGroups(element: DiagramElement) {
    return (groups: readonly PanelGroup[]): readonly PanelGroup[] => [...groups, ...this.#own(element)];
  }

  #own(element: DiagramElement): PanelGroup[] {
    const fields = fieldsOf(element);
    return groupOrder.flatMap((group) => {
      const drawn = [...fields.filter((field) => field.group === group).map((field) => this.#entry(element, field)), ...(group === 'department' ? this.#contract(element) : [])];
      const entries = drawn.map((entry) => ({ ...entry, translate: this.#translate }));
      if (entries.length === 0) return [];
      return [{ id: `yjs-${group}`, label: this.#data.text(`group.${group}`), component: Group, entries, shouldOpen: !closedWhenEmpty.has(group) || entries.some((entry) => entry.filled), translate: this.#translate }];
    });
  }

  #entry(element: DiagramElement, field: PanelField): PanelEntry {
    const business = element.businessObject as Moddle;
    if (field.input === 'mappings') return mappingsEntry(field, this.#data, () => readMappings(business, listOf(field)), (lines) => this.#write(() => writeMappings(this.#writing, element, listOf(field), lines)));
    if (field.input === 'defaultFlow') {
      const flows = (business.get('outgoing') as readonly Moddle[]).map((flow) => ({ value: flow.id ?? '', label: flowLabel(flow) }));
      return entryFor({ ...field, input: 'select' }, this.#data, { get: () => readAt(business, field.attribute), set: (value) => this.#write(() => writeDefaultFlow(this.#writing, element, value)), filled: readAt(business, field.attribute) !== '', choices: flows });
    }
    const get = (): string => readField(business, field);
    const set = (value: string): void => {
      if (value === get()) return;
      const values = Object.entries(valuesOf(business, field, value, this.#data)).filter(([attribute, text]) => text !== readAt(business, attribute));
      this.#write(() => values.forEach(([attribute, text]) => writeAt(this.#writing, element, attribute, text)));
    };
    return entryFor(field, this.#data, { get, set, filled: get() !== '' });
  }

  /** What the named connector takes and gives. */
  #contract(element: DiagramElement): PanelEntry[] {
    return contractRows(element.businessObject as Moddle, this.#data).map((row) => {
      const get = (): string => boundOf(element.businessObject as Moddle, row);
      const set = (text: string): void => {
        if (text !== get()) this.#write(() => bind(this.#writing, element, row, text.trim()));
      };
      return contractEntry(row, this.#data, { get, set, filled: get() !== '' });
    });
  }

  #write(write: () => void): void {
    this.#stack.execute(fieldCommand, { write });
  }
}

/** A flow by its own name, else by where it leads. */
function flowLabel(flow: Moddle): string {
  const target = flow.get('targetRef') as Moddle | undefined;
  const to = String(target?.get('name') ?? target?.id ?? '');
  const name = String(flow.get('name') ?? '');
  return name === '' ? `→ ${to}` : `${name} → ${to}`;
}
