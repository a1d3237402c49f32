import type { Moddle } from './address.ts';
import type { Writing } from './write.ts';

/** One line of a zeebe:ioMapping: `target` gets the value of the FEEL text `source`. */
export interface Mapping {
  readonly source: string;
  readonly target: string;
}

/** The two lists of a zeebe:ioMapping. */
export type MappingList = 'inputParameters' | 'outputParameters';

/** The list that a field of the panel stands for. */
export const listOf = ({ attribute }: { readonly attribute: string }): MappingList => (attribute.endsWith('inputParameters') ? 'inputParameters' : 'outputParameters');

/** The lines drawn on an element. */
export function readMappings(element: Moddle, list: MappingList): readonly Mapping[] {
  const lines = (part(element)?.get(list) as Moddle[] | undefined) ?? [];
  return lines.map((line) => ({ source: String(line.get('source') ?? ''), target: String(line.get('target') ?? '') }));
}

/** Writes the lines as one step of the command stack; a mapping without lines disappears. */
export function writeMappings({ modeling, factory }: Writing, element: { readonly businessObject: unknown }, list: MappingList, lines: readonly Mapping[]): void {
  const business = element.businessObject as Moddle;
  const make = (type: string, properties: object, parent?: Moddle): Moddle => {
    const made = factory.create(type, properties) as unknown as Moddle;
    if (parent !== undefined) made.$parent = parent;
    return made;
  };
  const update = (target: Moddle, properties: object): void => modeling.updateModdleProperties(element as never, target as never, properties as never);
  const type = list === 'inputParameters' ? 'zeebe:Input' : 'zeebe:Output';
  const drawn = lines.map((line) => make(type, line));
  const known = part(business);
  const extensions = business.get('extensionElements') as Moddle | undefined;
  if (known !== undefined && extensions !== undefined) {
    const other = known.get(list === 'inputParameters' ? 'outputParameters' : 'inputParameters') as Moddle[];
    if (drawn.length === 0 && other.length === 0) return update(extensions, { values: (extensions.get('values') as Moddle[]).filter((each) => each !== known) });
    for (const line of drawn) line.$parent = known;
    return update(known, { [list]: drawn });
  }
  if (drawn.length === 0) return;
  const mapping = make('zeebe:IoMapping', { [list]: drawn });
  for (const line of drawn) line.$parent = mapping;
  if (extensions !== undefined) {
    mapping.$parent = extensions;
    return update(extensions, { values: [...(extensions.get('values') as Moddle[]), mapping] });
  }
  const made = make('bpmn:ExtensionElements', { values: [mapping] }, business);
  mapping.$parent = made;
  modeling.updateProperties(element as never, { extensionElements: made });
}

function part(element: Moddle): Moddle | undefined {
  const values = (element.get('extensionElements') as Moddle | undefined)?.get('values') as Moddle[] | undefined;
  return values?.find(({ $type }) => $type === 'zeebe:IoMapping');
}
