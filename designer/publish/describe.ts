import type { Moddle } from '../panel/address.ts';

/** A drawn element as flat text: path of a property -> its value. */
export interface Described {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

interface Property {
  readonly name: string;
  readonly ns: { readonly prefix: string; readonly localName: string };
  readonly isReference?: boolean;
}

// What a flow joins is told by the flow; what an element contains is told by the content itself.
const leftOut = new Set(['id', 'incoming', 'outgoing', 'flowElements', 'artifacts', 'lanes', 'laneSets', 'flowNodeRef', 'rootElements', 'diagrams', 'participants', 'messageFlows']);
const holders = ['rootElements', 'participants', 'messageFlows', 'flowElements', 'artifacts'] as const;

/** Every element of a drawing with everything it says, extension elements and foreign attributes included. */
export function describe(definitions: Moddle): ReadonlyMap<string, Described> {
  const found = new Map<string, Described>();
  const visit = (element: Moddle): void => {
    for (const holder of holders) {
      const content = propertiesOf(element).some(({ ns }) => ns.localName === holder) ? (element.get(holder) as Moddle[]) : [];
      for (const each of content) {
        if (each.id !== undefined) found.set(each.id, { id: each.id, type: each.$type, name: String(each.get('name') ?? ''), values: collect(each, '', {}) });
        visit(each);
      }
    }
  };
  visit(definitions);
  return found;
}

function propertiesOf(element: Moddle): readonly Property[] {
  return (element.$descriptor as unknown as { readonly properties?: readonly Property[] }).properties ?? [];
}

function collect(element: Moddle, path: string, values: Record<string, string>): Record<string, string> {
  for (const { name, ns, isReference } of propertiesOf(element)) {
    const label = element.$type.startsWith(`${ns.prefix}:`) ? ns.localName : `${ns.prefix}:${ns.localName}`;
    if (!leftOut.has(label)) put(element.get(name), path === '' ? label : `${path}/${label}`, isReference === true, values);
  }
  for (const [name, value] of Object.entries((element as unknown as { readonly $attrs?: Record<string, unknown> }).$attrs ?? {})) {
    if (!name.startsWith('xmlns')) put(value, path === '' ? name : `${path}/${name}`, false, values);
  }
  // An element of a foreign namespace has no descriptor of its own: its members stand on it as they were read.
  if (propertiesOf(element).length === 0) {
    for (const [name, value] of Object.entries(element)) if (!name.startsWith('$')) put(value, `${path}/${name}`, false, values);
    put((element as unknown as { $body?: string }).$body, `${path}/text`, false, values);
    put((element as unknown as { $children?: unknown }).$children, path, false, values);
  }
  return values;
}

function put(value: unknown, path: string, reference: boolean, values: Record<string, string>): void {
  if (value === undefined || value === null || value === '' || typeof value === 'function') return;
  if (Array.isArray(value)) {
    // Parts are known by their type; several of one type are counted.
    const seen = new Map<string, number>();
    for (const each of value as unknown[]) {
      const type = isElement(each) ? each.$type : 'item';
      const turn = (seen.get(type) ?? 0) + 1;
      seen.set(type, turn);
      put(each, `${path.replace(/\/values$/, '')}/${type}${turn === 1 ? '' : `[${turn}]`}`, reference, values);
    }
  } else if (!isElement(value)) values[path] = String(value);
  else if (reference) values[path] = value.id ?? '';
  else {
    if (!path.endsWith('extensionElements') && !path.includes(value.$type)) values[path] = value.$type;
    collect(value, path, values);
  }
}

function isElement(value: unknown): value is Moddle {
  return typeof value === 'object' && value !== null && '$type' in value;
}
