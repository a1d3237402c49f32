import type { Drawn } from '../drawn.ts';
import type { Described } from './change.ts';

interface Property {
  readonly name: string;
  readonly ns: { readonly prefix: string; readonly localName: string };
  readonly type?: string;
  readonly isReference?: boolean;
}

interface Collected {
  readonly values: Record<string, string>;
  readonly orders: Record<string, string[]>;
}

/** What a kind of model (BPMN, DMN) says about reading it for a comparison. */
export interface ModelTerms {
  /** Properties whose contents people see as things of their own. */
  readonly holders: ReadonlySet<string>;
  /** Properties that say nothing new: pictures, and what other elements tell already. */
  readonly leftOut: ReadonlySet<string>;
  /** Holders whose contents mean something by their order. */
  readonly ordered: ReadonlySet<string>;
}

/**
 * Every element of a read model with everything it says, by its id in document order. The model is walked by its own
 * descriptors, so a property that nobody thought of here is described too, as are foreign attributes and elements.
 */
export function describeModel(definitions: Drawn, { holders, leftOut, ordered }: ModelTerms): Map<string, Described> {
  const found = new Map<string, Described>();
  visit(definitions, '');
  return found;

  function visit(element: Drawn, fallback: string): void {
    const id = element.id ?? fallback;
    const collected: Collected = { values: {}, orders: {} };
    collect(element, '', collected);
    found.set(id, { id, type: element.$type, name: element.name ?? null, ...collected });
    for (const { name, ns } of propertiesOf(element)) {
      if (!holders.has(ns.localName)) continue;
      const value = element.get(name) as Drawn | readonly Drawn[] | undefined;
      const content = Array.isArray(value) ? (value as Drawn[]) : value === undefined ? [] : [value as Drawn];
      const ids = content.map((each, index) => each.id ?? `${id}/${each.$type}[${index + 1}]`);
      if (ordered.has(ns.localName) && ids.length > 1) collected.orders[ns.localName] = ids;
      content.forEach((each, index) => visit(each, ids[index]!));
    }
  }

  function collect(element: Drawn, path: string, into: Collected): void {
    for (const property of propertiesOf(element)) {
      const { name, ns } = property;
      const label = element.$type.startsWith(`${ns.prefix}:`) ? ns.localName : `${ns.prefix}:${ns.localName}`;
      // Inside a part nothing stands of its own.
      if (ns.localName === 'id' || leftOut.has(ns.localName) || (path === '' && holders.has(ns.localName))) continue;
      put(element.get(name), joined(path, label), property, into);
    }
    for (const [name, value] of Object.entries(element.$attrs ?? {})) if (!name.startsWith('xmlns') && name !== 'xsi:type') put(value, joined(path, name), undefined, into);
    if (propertiesOf(element).length > 0) return;
    // An element of a foreign namespace has no properties of its own: its members stand on it as they were read.
    for (const [name, value] of Object.entries(element)) if (!name.startsWith('$')) put(value, joined(path, name), undefined, into);
    put(element.$body, joined(path, 'text'), undefined, into);
    put(element.$children, path, undefined, into);
  }

  function put(value: unknown, path: string, property: Property | undefined, into: Collected): void {
    if (value === undefined || value === null || value === '' || typeof value === 'function') return;
    if (Array.isArray(value)) putAll(value as unknown[], path, property, into);
    else if (!isElement(value)) into.values[path] = String(value).trim();
    else if (property?.isReference) into.values[path] = value.id ?? '';
    else {
      const before = Object.keys(into.values).length;
      collect(value, path, into);
      const silent = Object.keys(into.values).length === before;
      const special = property?.type !== undefined && property.type !== value.$type && !value.$type.endsWith('Expression') && !path.includes(value.$type);
      if (silent || special) into.values[path] ??= value.$type;
    }
  }

  function putAll(entries: readonly unknown[], path: string, property: Property | undefined, into: Collected): void {
    if (entries.length === 0) return;
    if (property?.isReference || !entries.every(isElement)) {
      into.values[path] = entries.map((each) => (isElement(each) ? (each.id ?? '') : String(each))).join(', ');
      return;
    }
    const names = namesOf(entries as Drawn[]);
    const base = path.replace(/(^|\/)(?:values|\w+:values)$/, '$1').replace(/\/$/, '');
    (entries as Drawn[]).forEach((each, index) => put(each, joined(base, names[index]!), undefined, into));
    if (entries.length > 1) into.orders[path] = names;
  }
}

/** Attributes that tell entries of one list apart, where they have one. */
const TELLING = ['target', 'key', 'name'] as const;

/** Entries of a list are known by their type and what tells them apart; equals are counted. */
function namesOf(entries: readonly Drawn[]): string[] {
  const seen = new Map<string, number>();
  return entries.map((each) => {
    const told = TELLING.map((name) => (propertiesOf(each).some(({ ns }) => ns.localName === name) ? each.get(name) : undefined)).find((value) => typeof value === 'string' && value !== '');
    const name = told === undefined ? each.$type : `${each.$type}[${told as string}]`;
    const turn = (seen.get(name) ?? 0) + 1;
    seen.set(name, turn);
    return turn === 1 ? name : `${name}[${turn}]`;
  });
}

const joined = (path: string, name: string): string => (path === '' ? name : `${path}/${name}`);

const propertiesOf = (element: Drawn): readonly Property[] => (element as unknown as { readonly $descriptor?: { readonly properties?: readonly Property[] } }).$descriptor?.properties ?? [];

function isElement(value: unknown): value is Drawn {
  return typeof value === 'object' && value !== null && '$type' in value;
}
