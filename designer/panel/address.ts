/**
 * Where a field's value lives in the drawing. `gov:department`, `bpmn:name`: a property of the element itself.
 * `zeebe:TaskDefinition#type`: a property of the part of that type (extension element, event definition, loop
 * characteristics), made when it is missing. A last step `.name` follows a reference (`messageRef.name`).
 */
export interface Address {
  readonly part: string | null;
  readonly property: string;
  /** Property of the referenced root element. */
  readonly through: string | null;
}

/** Reads the text form of an address. */
export function address(text: string): Address {
  const [part, own] = text.includes('#') ? text.split('#', 2) : [null, text];
  const [property, through] = own!.split('.', 2);
  return { part: part ?? null, property: property!, through: through ?? null };
}

/** A moddle element as far as the panel handles it. */
export interface Moddle {
  readonly $type: string;
  readonly id?: string;
  $parent?: Moddle;
  body?: string;
  readonly $attrs?: Readonly<Record<string, unknown>>;
  get(name: string): unknown;
  set?(name: string, value: unknown): void;
  $instanceOf?(type: string): boolean;
  readonly $descriptor: { readonly propertiesByName: Readonly<Record<string, { readonly type: string; readonly isReference?: boolean; readonly isMany?: boolean } | undefined>> };
}

/** Parts of an element that an address may name: extension elements, event definitions, loop characteristics. */
export function partsOf(element: Moddle): readonly Moddle[] {
  const extensions = (element.get('extensionElements') as Moddle | undefined)?.get('values') as Moddle[] | undefined;
  const events = has(element, 'eventDefinitions') ? (element.get('eventDefinitions') as Moddle[]) : [];
  const loop = has(element, 'loopCharacteristics') ? (element.get('loopCharacteristics') as Moddle | undefined) : undefined;
  const inLoop = loop === undefined ? [] : [loop, ...(((loop.get('extensionElements') as Moddle | undefined)?.get('values') as Moddle[] | undefined) ?? [])];
  return [...(extensions ?? []), ...events, ...inLoop];
}

/** Whether the element's type knows the property. */
export function has(element: Moddle, property: string): boolean {
  const { propertiesByName } = element.$descriptor;
  return propertiesByName[property] !== undefined || propertiesByName[`bpmn:${property}`] !== undefined;
}

/** The part that carries the value; null when it isn't there yet. */
export function holder(element: Moddle, where: Address): Moddle | null {
  // `gov:workingDays` of a timer event lives on the event's definition: the first part that knows the property holds it.
  if (where.part === null) return has(element, where.property) ? element : (partsOf(element).find((part) => has(part, where.property)) ?? element);
  const wanted = where.part.toLowerCase();
  return partsOf(element).find((part) => part.$type.toLowerCase() === wanted) ?? null;
}

/** The value as text; empty when absent. */
export function readAt(element: Moddle, text: string): string {
  const where = address(text);
  const at = holder(element, where);
  if (at === null) return '';
  const value = at.get(local(where.property));
  if (where.through === null || value === undefined || value === null) return where.through === null ? asText(value) : '';
  // The key by which a message finds its case stands in an extension of the message (zeebe:subscription).
  const carrier = where.through === 'correlationKey' ? subscriptionOf(value as Moddle) : (value as Moddle);
  return asText(carrier?.get(where.through));
}

/** The zeebe:subscription of a message. */
export function subscriptionOf(message: Moddle): Moddle | undefined {
  return ((message.get('extensionElements') as Moddle | undefined)?.get('values') as Moddle[] | undefined)?.find(({ $type }) => $type === 'zeebe:Subscription');
}

/** bpmn properties are known to moddle without their prefix. */
export function local(property: string): string {
  return property.startsWith('bpmn:') ? property.slice('bpmn:'.length) : property;
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object' && 'body' in value) return String((value as { body?: string }).body ?? '');
  if (typeof value === 'object' && 'id' in value) return String((value as { id: string }).id);
  // An expression that nobody has written yet has neither.
  return typeof value === 'object' ? '' : String(value);
}
