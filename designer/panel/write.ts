import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import { address, holder, local, subscriptionOf, type Address, type Moddle } from './address.ts';

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
  if (where.through === 'correlationKey') return writeCorrelation({ modeling, factory }, element, at.get(property) as Moddle | undefined, value);
  if (value === '') return modeling.updateModdleProperties(element as never, at as never, { [property]: undefined });
  const roots = definitions.get('rootElements') as Moddle[];
  const known = roots.find((root) => root.$type === type && root.get(where.through!) === value);
  if (known !== undefined) return modeling.updateModdleProperties(element as never, at as never, { [property]: known });
  const made = factory.create(type, { [where.through!]: value, ...(where.through === 'name' ? {} : { name: value }) }) as unknown as Moddle;
  made.$parent = definitions;
  modeling.updateModdleProperties(element as never, definitions as never, { rootElements: [...roots, made] });
  modeling.updateModdleProperties(element as never, at as never, { [property]: made });
}

/** The correlation key belongs to the message, not to the event that waits for it. */
function writeCorrelation({ modeling, factory }: Writing, element: DiagramElement, message: Moddle | undefined, value: string): void {
  if (message === undefined) return;
  const known = subscriptionOf(message);
  const next = value === '' ? undefined : value;
  if (known !== undefined) return modeling.updateModdleProperties(element as never, known as never, { correlationKey: next });
  if (next === undefined) return;
  const subscription = factory.create('zeebe:Subscription', { correlationKey: next }) as unknown as Moddle;
  const rest = ((message.get('extensionElements') as Moddle | undefined)?.get('values') as Moddle[] | undefined) ?? [];
  const extensions = factory.create('bpmn:ExtensionElements', { values: [...rest, subscription] }) as unknown as Moddle;
  subscription.$parent = extensions;
  extensions.$parent = message;
  modeling.updateModdleProperties(element as never, message as never, { extensionElements: extensions });
}

/** Sets or clears the flow taken when no condition holds. */
export function writeDefaultFlow({ modeling }: Writing, element: DiagramElement, flow: string): void {
  const outgoing = (element.businessObject as Moddle).get('outgoing') as readonly Moddle[];
  modeling.updateProperties(element as never, { default: outgoing.find(({ id }) => id === flow) });
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
