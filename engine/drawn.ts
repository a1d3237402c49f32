/**
 * A drawn element as bpmn-moddle gives it, seen through the few doors the elements need. Only `bpmn.ts` knows moddle
 * itself; everything else reads drawings through this file.
 */
export interface Drawn {
  readonly $type: string;
  readonly id: string;
  readonly name?: string;
  readonly $parent?: Drawn;
  readonly $attrs?: Record<string, string>;
  readonly $children?: Drawn[];
  readonly $body?: string;
  readonly extensionElements?: { readonly values?: Drawn[] };
  get(name: string): unknown;
}

/** An attribute of any namespace as text; undefined when absent or empty. */
export function attribute(drawn: Drawn, name: string): string | undefined {
  const value = drawn.get(name) ?? drawn.$attrs?.[name];
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

export function numberAttribute(drawn: Drawn, name: string): number | undefined {
  const text = attribute(drawn, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** A comma list; spaces around the items don't count. */
export function listAttribute(drawn: Drawn, name: string): string[] | undefined {
  const text = attribute(drawn, name);
  return text?.split(',').map((item) => item.trim()).filter((item) => item !== '');
}

/** The first extension element of a type: `zeebe:TaskDefinition`. */
export const extension = (drawn: Drawn, type: string): Drawn | undefined =>
  drawn.extensionElements?.values?.find((value) => value.$type.toLowerCase() === type.toLowerCase());

/** Text of an expression child (`conditionExpression`, `timeDuration` ...), without the `=` that marks FEEL. */
export function expressionText(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value : (value as { body?: string } | undefined)?.body;
  const trimmed = text?.trim();
  return trimmed ? trimmed.replace(/^=/, '').trim() : undefined;
}

export const children = (drawn: Drawn, name: string): Drawn[] => (drawn.get(name) as Drawn[] | undefined) ?? [];

export const child = (drawn: Drawn, name: string): Drawn | undefined => drawn.get(name) as Drawn | undefined;

/** The process around an element, or the element itself; undefined outside of processes. */
export function processOf(drawn: Drawn): Drawn | undefined {
  for (let at: Drawn | undefined = drawn; at; at = at.$parent) if (at.$type === 'bpmn:Process') return at;
  return undefined;
}
