import { readBpmn } from '../../../engine/bpmn.ts';
import type { Moddle } from '../../../designer/panel/address.ts';

/** Everything a drawing says, by element: its own words without its place in the flow and on the sheet. */
export type Content = ReadonlyMap<string, { readonly type: string; readonly own: string }>;

/** Where an element stands in the flow changes with every edit; everything else must not. */
const placed = new Set(['incoming', 'outgoing', 'targetRef', 'flowElements', 'di', 'flowNodeRef', 'artifacts', 'diagrams', 'rootElements', 'default', 'sourceRef']);

/** Reads a drawing as a map of its elements. */
export async function contentOf(xml: string): Promise<Content> {
  const { definitions } = await readBpmn(xml);
  const content = new Map<string, { type: string; own: string }>();
  const walk = (element: Moddle): void => {
    if (element.id !== undefined) content.set(element.id, { type: element.$type, own: words(element) });
    for (const inner of [...many(element, 'flowElements'), ...many(element, 'artifacts'), ...many(element, 'rootElements')]) walk(inner);
  };
  walk(definitions as unknown as Moddle);
  return content;
}

const many = (element: Moddle, name: string): readonly Moddle[] => (element.$descriptor.propertiesByName[name] === undefined && element.$descriptor.propertiesByName[`bpmn:${name}`] === undefined ? [] : ((element.get(name) as Moddle[] | undefined) ?? []));

function words(element: Moddle): string {
  const own = Object.entries(element as unknown as Record<string, unknown>)
    .filter(([name]) => !placed.has(name) && !name.startsWith('$'))
    .map(([name, value]) => `${name}=${said(value)}`);
  return `${element.$type} ${own.sort().join(' ')}`;
}

function said(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(said).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const part = value as Moddle;
  // A reference is told by its id; what belongs to the element itself is told whole.
  return part.$type === undefined ? JSON.stringify(value) : part.id !== undefined && /Message$|Signal$|Error$|Escalation$|Event$|Task$|Gateway$/.test(part.$type) ? part.id : `(${words(part)})`;
}
