import type { Moddle } from '../panel/address.ts';

/** A drawn element as flat text: path of a property -> its value. */
export interface Described {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

// Where an element stands in the drawing follows from its flows; who holds it is told by the ids of the holder.
const leftOut = new Set(['$type', '$parent', 'id', 'incoming', 'outgoing', 'flowElements', 'artifacts', 'di', 'lanes', 'flowNodeRef', 'laneSets']);

/** Every element of a drawing with everything it says, extension elements and foreign attributes included. */
export function describe(definitions: Moddle): ReadonlyMap<string, Described> {
  const found = new Map<string, Described>();
  const visit = (element: Moddle): void => {
    if (element.id !== undefined) {
      const values: Record<string, string> = {};
      collect(element, '', values);
      found.set(element.id, { id: element.id, type: element.$type, name: String(element.get('name') ?? ''), values });
    }
    for (const part of ['rootElements', 'flowElements', 'artifacts', 'participants', 'messageFlows'] as const) {
      const inner = (element as unknown as Record<string, unknown>)[part];
      if (Array.isArray(inner)) for (const each of inner as Moddle[]) visit(each);
    }
  };
  visit(definitions);
  found.delete(definitions.id ?? '');
  return found;
}

function collect(element: Moddle, path: string, values: Record<string, string>): void {
  const own = element as unknown as Record<string, unknown> & { $attrs?: Record<string, unknown> };
  for (const [name, value] of [...Object.entries(own), ...Object.entries(own.$attrs ?? {})]) {
    if (leftOut.has(name) || name.startsWith('$') || name.startsWith('xmlns') || ['rootElements', 'diagrams', 'participants', 'messageFlows'].includes(name)) continue;
    put(value, path === '' ? name : `${path}/${name}`, values);
  }
}

function put(value: unknown, path: string, values: Record<string, string>): void {
  if (value === undefined || value === null || typeof value === 'function') return;
  if (Array.isArray(value)) {
    // Extension elements are known by their type; several of one type are counted.
    const seen = new Map<string, number>();
    for (const each of value as unknown[]) {
      const type = typeof each === 'object' && each !== null && '$type' in each ? String(each.$type) : 'item';
      const turn = (seen.get(type) ?? 0) + 1;
      seen.set(type, turn);
      const step = turn === 1 ? type : `${type}[${turn}]`;
      if (typeof each === 'object' && each !== null && isReference(each as Moddle, path)) put((each as Moddle).id, `${path}/${step}`, values);
      else put(each, path.endsWith('/values') ? `${path.slice(0, -'/values'.length)}/${step}` : `${path}/${step}`, values);
    }
    return;
  }
  if (typeof value !== 'object') {
    values[path] = String(value);
    return;
  }
  const element = value as Moddle;
  if (isReference(element, path)) values[path] = String(element.id ?? '');
  else {
    if (path.endsWith('extensionElements')) return put((element as unknown as { values?: unknown }).values, `${path}/values`, values);
    values[path] = element.$type;
    collect(element, path, values);
  }
}

/** A flow's ends, a default flow, a message: things with a place of their own, told by their id. */
function isReference(value: Moddle, path: string): boolean {
  return /(^|\/)[a-z]+([A-Z][a-z]+)*Ref$|(^|\/)default$|(^|\/)(sourceRef|targetRef|attachedToRef)/.test(path.replace(/\[\d+\]$/, '')) && value.id !== undefined;
}
