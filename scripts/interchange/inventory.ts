import { readSource } from '../../engine/xml/part.ts';

/** What a case expects to find again: elements by type and id with their attributes, and how much is drawn. */
export interface Inventory {
  readonly elements?: readonly Readonly<Record<string, unknown>>[];
  readonly elementCount?: number;
  readonly di?: { readonly shapes?: number; readonly edges?: number; readonly diagrams?: number };
}

/** Attributes that may be left out where they say what holds anyway. */
const DEFAULTS: Readonly<Record<string, string>> = { cancelActivity: 'true', isInterrupting: 'true', triggeredByEvent: 'false' };

/** What of the inventory the drawing does not have. */
export function missing(xml: string, { elements = [], di = {} }: Inventory): string[] {
  const { parts, root } = readSource(xml);
  const byId = new Map([root, ...parts].filter(({ id }) => id !== undefined).map((part) => [part.id, part]));
  const absent = elements.flatMap(({ type, id, ...rest }) => {
    const part = byId.get(String(id));
    if (!part || part.type !== type) return [`${String(type)} ${String(id)}`];
    return Object.entries(rest).flatMap(([name, value]) => {
      const references = part.children.filter((child) => child.type === name).map(({ text }) => text);
      if (Array.isArray(value)) return value.every((each) => references.includes(String(each))) ? [] : [`${String(id)} ${name}`];
      const written = part.attributes.get(name) ?? references[0] ?? DEFAULTS[name] ?? '';
      return spaced(written) === spaced(String(value)) ? [] : [`${String(id)} ${name}="${String(value)}", got "${written}"`];
    });
  });
  const drawn = { shapes: count(xml, 'BPMNShape'), edges: count(xml, 'BPMNEdge'), diagrams: count(xml, 'BPMNDiagram') };
  const shapes = Object.entries(di).filter(([name, number]) => drawn[name as keyof typeof drawn] !== number).map(([name, number]) => `${String(number)} ${name}, got ${drawn[name as keyof typeof drawn]}`);
  return [...absent, ...shapes];
}

const count = (xml: string, name: string): number => xml.match(new RegExp(`<(?:\\w+:)?${name}[\\s>/]`, 'g'))?.length ?? 0;

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();
