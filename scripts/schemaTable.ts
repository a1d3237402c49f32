import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type Part, readSource } from '../engine/xml/part.ts';
import type { Schema, SchemaType } from '../engine/rules/standard/schemaTypes.ts';

const XSD = '{http://www.w3.org/2001/XMLSchema}';
/** Where the table is written: `node scripts/schemaTable.ts`. */
export const TABLE = fileURLToPath(new URL('../engine/rules/standard/schema.json', import.meta.url));

const of = (part: Part, ...names: string[]): Part[] => part.children.filter(({ type }) => names.includes(type.slice(XSD.length)));
const word = (part: Part, name: string): string | undefined => part.attributes.get(name);
const plain = (type: string): string => type.slice(type.indexOf(':') + 1);

/** The schema of BPMN that comes with bpmn-moddle, as the table that the rule `schema` looks at. */
export function schemaTable(): Schema {
  const folder = createRequire(import.meta.url).resolve('bpmn-moddle/resources/bpmn/xsd/BPMN20.xsd');
  const read = (name: string): Part => readSource(readFileSync(folder.replace('BPMN20', name), 'utf8')).root;
  const roots = ['BPMN20', 'Semantic'].map(read);
  const all = (name: string): Part[] => roots.flatMap((root) => of(root, name));
  const types = Object.fromEntries([...all('complexType'), ...['BPMNDI', 'DC'].flatMap((name) => of(read(name), 'complexType'))].map((part) => [word(part, 'name')!, typeOf(part)]));
  const concrete = (element: Part): boolean => word(element, 'abstract') !== 'true' && types[word(element, 'type')!]?.abstract !== true;
  const elements = all('element');
  return {
    elements: Object.fromEntries(elements.filter(concrete).map((element) => [word(element, 'name')!, plain(word(element, 'type')!)])),
    instead: Object.fromEntries(elements.flatMap((element) => (word(element, 'substitutionGroup') === undefined ? [] : [[word(element, 'name')!, plain(word(element, 'substitutionGroup')!)]]))),
    types,
    values: Object.fromEntries(all('simpleType').flatMap((part) => (of(part, 'union').length > 0 ? [] : [[word(part, 'name')!, of(of(part, 'restriction')[0]!, 'enumeration').map((value) => word(value, 'value')!)]]))),
  };
}

function typeOf(part: Part): SchemaType {
  const extension = of(part, 'complexContent').flatMap((content) => of(content, 'extension'))[0];
  const body = extension ?? part;
  const base = extension && word(extension, 'base');
  return {
    ...(base === undefined ? {} : { base: plain(base) }),
    ...(word(part, 'abstract') === 'true' ? { abstract: true as const } : {}),
    ...(word(part, 'mixed') === 'true' ? { text: true as const } : {}),
    children: of(body, 'sequence', 'choice').flatMap((group) => particles(group)),
    attributes: Object.fromEntries(of(body, 'attribute').map((each) => [word(each, 'name')!, plain(word(each, 'type')!) + (word(each, 'use') === 'required' ? '!' : '')])),
  };
}

/** Of a choice each may be missing: which of them go together has rules of its own. */
function particles(group: Part, chosen = group.type === `${XSD}choice`): SchemaType['children'] {
  return group.children.flatMap((part): SchemaType['children'] => {
    if (part.type === `${XSD}any`) return [['*', 0, null]];
    if (part.type !== `${XSD}element`) return particles(part, chosen);
    const [least, most] = [chosen ? '0' : (word(part, 'minOccurs') ?? '1'), word(part, 'maxOccurs') ?? '1'];
    const occurs = [Number(least), most === 'unbounded' ? null : Number(most)] as const;
    const type = word(part, 'type');
    return [type === undefined ? [word(part, 'ref')!, ...occurs] : [word(part, 'name')!, ...occurs, plain(type)]];
  });
}

/** One entry a line, so that a change can be read. */
function lines(table: Schema): string {
  const parts = Object.entries(table).map(([name, entries]) => {
    const inside = Object.entries(entries as object).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return ` ${JSON.stringify(name)}: {\n${inside.join(',\n')}\n }`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TABLE, lines(schemaTable()));
