import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import { Group } from '@bpmn-io/properties-panel';
import { readAt, type Moddle } from './address.ts';
import type { PanelData } from './data.ts';
import { entryFor } from './entries.ts';
import { fieldsOf, type PanelField } from './fields.ts';
import { groupOrder } from './groups.ts';
import type { PanelEntry, PanelGroup } from './types.ts';
import { writeAt } from './write.ts';

/** An element of the canvas. */
interface DiagramElement {
  readonly type: string;
  readonly businessObject: unknown;
}

type Translate = (text: string, replacements?: Record<string, string>) => string;

/** The one provider of the panel: draws the fields that the elements declare, whatever the element. */
export class FieldProvider {
  static $inject = ['propertiesPanel', 'modeling', 'bpmnFactory', 'config.fieldPanel', 'translate', 'injector'];

  readonly #writing: { modeling: Modeling; factory: BpmnFactory };
  readonly #data: PanelData;
  readonly #translate: Translate;

  constructor(panel: { registerProvider(priority: number, provider: unknown): void }, modeling: Modeling, factory: BpmnFactory, data: PanelData, translate: Translate) {
    this.#writing = { modeling, factory };
    this.#data = data;
    this.#translate = translate;
    // Below 400, where template extensions filter the groups of everybody registered before them.
    panel.registerProvider(200, this);
  }

  getGroups(element: DiagramElement) {
    return (groups: readonly PanelGroup[]): readonly PanelGroup[] => [...groups, ...this.#own(element)];
  }

  #own(element: DiagramElement): PanelGroup[] {
    const fields = fieldsOf(element);
    return groupOrder.flatMap((group) => {
      const entries = fields.filter((field) => field.group === group).map((field) => this.#entry(element, field));
      if (entries.length === 0) return [];
      return [{ id: `yjs-${group}`, label: this.#data.text(`group.${group}`), component: Group, entries, shouldOpen: group !== 'multiInstance' || entries.some((entry) => entry.filled), translate: this.#translate }];
    });
  }

  #entry(element: DiagramElement, field: PanelField): PanelEntry {
    const business = element.businessObject as Moddle;
    return entryFor(field, this.#data, {
      get: () => readAt(business, field.attribute),
      set: (value) => writeAt(this.#writing, element, field.attribute, value),
      filled: readAt(business, field.attribute) !== '',
    });
  }
}
