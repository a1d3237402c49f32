import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import { address, holder, local, type Address, type Moddle } from './address.ts';

/** An element of the canvas. */
interface DiagramElement {
  readonly businessObject: unknown;
}

/** Services of the modeler that a write needs. */
export interface Writing {
  readonly modeling: Modeling;
  readonly factory: BpmnFactory;
}

/**
 * Writes one field through the command stack, as one step that undo takes back. An empty text removes the value; a part
 * left without any value is removed as well.
 */
export function writeAt({ modeling, factory }: Writing, element: DiagramElement, text: string, value: string): void {
  const where = address(text);
  const business = element.businessObject as Moddle;
  const at = holder(business, where);
  const update = (target: Moddle, properties: Record<string, unknown>): void =>
    target === business ? modeling.updateProperties(element as never, properties) : modeling.updateModdleProperties(element as never, target as never, properties);

  if (where.through !== null) return writeThrough({ modeling, factory }, element, at ?? business, where, value);
  const property = local(where.property);
  if (at !== null) {
    const next = typed(factory, at, property, value);
    if (where.part?.startsWith('zeebe:') && value === '' && onlyValue(at, property)) return removePart(update, business, at);
    return update(at, { [property]: next });
  }
  if (value === '') return;
  const part = factory.create(where.part!, { [property]: value }) as unknown as Moddle;
  const owner = where.part === 'zeebe:LoopCharacteristics' ? (business.get('loopCharacteristics') as Moddle | undefined) : business;
  if (owner === undefined) return;
  const extensions = owner.get('extensionElements') as Moddle | undefined;
  if (extensions === undefined) {
    const made = factory.create('bpmn:ExtensionElements', { values: [part] }) as unknown as Moddle;
    part.$parent = made;
    made.$parent = owner;
    return update(owner, { extensionElements: made });
  }
  part.$parent = extensions;
  update(extensions, { values: [...(extensions.get('values') as Moddle[]), part] });
}

/** `messageRef.name`: the referenced root element is found by that value or made beside the process. */
function writeThrough({ modeling, factory }: Writing, element: DiagramElement, at: Moddle, where: Address, value: string): void {
  const property = local(where.property);
  const type = at.$descriptor.propertiesByName[property]?.type ?? at.$descriptor.propertiesByName[`bpmn:${property}`]?.type;
  const definitions = rootOf(element.businessObject as Moddle);
  if (type === undefined) return;
  if (value === '') return modeling.updateModdleProperties(element as never, at as never, { [property]: undefined });
  const roots = definitions.get('rootElements') as Moddle[];
  const known = roots.find((root) => root.$type === type && root.get(where.through!) === value);
  if (known !== undefined) return modeling.updateModdleProperties(element as never, at as never, { [property]: known });
  const made = factory.create(type, { [where.through!]: value, ...(where.through === 'name' ? {} : { name: value }) }) as unknown as Moddle;
  made.$parent = definitions;
  roots.push(made);
  modeling.updateModdleProperties(element as never, at as never, { [property]: made });
}

function typed(factory: BpmnFactory, at: Moddle, property: string, value: string): unknown {
  const type = at.$descriptor.propertiesByName[property]?.type ?? at.$descriptor.propertiesByName[`bpmn:${property}`]?.type;
  if (type === 'bpmn:Expression' || type === 'bpmn:FormalExpression') {
    if (value === '') return undefined;
    const expression = factory.create('bpmn:FormalExpression', { body: value }) as unknown as Moddle;
    expression.$parent = at;
    return expression;
  }
  if (type === 'Boolean') return value === '' ? undefined : value === 'true';
  return value === '' ? undefined : value;
}

function onlyValue(part: Moddle, property: string): boolean {
  return Object.keys(part.$descriptor.propertiesByName)
    .filter((name) => name.includes(':'))
    .map((name) => name.slice(name.indexOf(':') + 1))
    .every((name) => name === property || isEmpty(part.get(name)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function removePart(update: (target: Moddle, properties: Record<string, unknown>) => void, business: Moddle, part: Moddle): void {
  const extensions = part.$parent;
  if (extensions === undefined || extensions.$type !== 'bpmn:ExtensionElements') return;
  const rest = (extensions.get('values') as Moddle[]).filter((each) => each !== part);
  if (rest.length === 0 && extensions.$parent === business) update(business, { extensionElements: undefined });
  else update(extensions, { values: rest });
}

function rootOf(element: Moddle): Moddle {
  return element.$parent === undefined || element.$type === 'bpmn:Definitions' ? element : rootOf(element.$parent);
}
