import type { Problem } from '../../problem.ts';
import { isBpmn, type Part } from '../../xml/part.ts';
import { attribute } from './look.ts';
import table from './schema.json' with { type: 'json' };
import type { Schema, SchemaType } from './schemaTypes.ts';
import { broken, doubtful, type StandardRule } from './standardRule.ts';

const { elements, instead, types, values } = table as unknown as Schema;
const TYPE = '{http://www.w3.org/2001/XMLSchema-instance}type';

/** A type with what its bases have, theirs first. */
interface Whole {
  readonly text: boolean;
  readonly children: SchemaType['children'];
  readonly attributes: Readonly<Record<string, string>>;
}

const BARE: Whole = { text: true, children: [], attributes: {} };
const known = new Map<string, Whole>();

function wholeOf(type: string): Whole | undefined {
  const own = types[type];
  if (!own) return undefined;
  const found = known.get(type);
  if (found) return found;
  const base = own.base === undefined ? undefined : wholeOf(own.base);
  const whole = { text: own.text ?? base?.text ?? false, children: [...(base?.children ?? []), ...own.children], attributes: { ...base?.attributes, ...own.attributes } };
  known.set(type, whole);
  return whole;
}

/**
 * Every element stands where BPMN's schema has it and as often, with the attributes it has and values they may have (BPMN
 * 2.0, 15). Another order, or words between elements, change nothing that executes and are advice (B-06).
 */
export const schema: StandardRule = {
  id: 'schema',
  check(source) {
    if (source.root.type !== 'definitions') return [];
    const typed = new Map<Part, string>([[source.root, elements.definitions!]]);
    return source.parts.flatMap((part): Problem[] => {
      const type = typed.get(part);
      if (type === undefined) return [];
      const whole = wholeOf(type);
      // Nothing but a text: a reference or a name.
      if (!whole) return [...checkValue(part, part.type, part.text, type), ...checkAttributes(part, BARE), ...checkChildren(part, BARE, typed)];
      return [...checkType(part, type), ...checkAttributes(part, whole), ...(part.text !== '' && !whole.text ? [doubtful(part, 'TEXT_MISPLACED', { text: part.text.slice(0, 40) })] : []), ...checkChildren(part, whole, typed)];
    });
  },
};

function checkAttributes(part: Part, { attributes, children: listed }: Whole): Problem[] {
  const required = [...Object.entries(attributes).filter(([, type]) => type.endsWith('!')).map(([name]) => name), ...listed.filter(([, least]) => least > 0).map(([name]) => name)];
  const isThere = (name: string): boolean => attribute(part, name) !== undefined || part.children.some((child) => listed.some((place) => place[0] === name && fits(child, place)));
  return [
    ...required.filter((name) => !isThere(name)).map((name) => broken(part, 'ATTRIBUTE_MISSING', { attribute: name })),
    ...[...part.attributes].filter(([name]) => isBpmn(name)).flatMap(([name, value]) => {
      const type = attributes[name];
      return type === undefined ? [broken(part, 'ATTRIBUTE_UNKNOWN', { attribute: name })] : checkValue(part, name, value, type.replace('!', ''));
    }),
  ];
}

/** Children by the places of their type: none elsewhere, none too often, and each after those before it. */
function checkChildren(part: Part, { children: places }: Whole, typed: Map<Part, string>): Problem[] {
  const counts = places.map(() => 0);
  let last = 0;
  return part.children.flatMap((child): Problem[] => {
    const at = places.findIndex((place) => fits(child, place));
    if (at < 0) return places.some(([name]) => name === '*') ? [] : [broken(child, 'ELEMENT_MISPLACED', { child: child.type, parent: part.type })];
    const [name, , most, type] = places[at]!;
    typed.set(child, typeOf(child, type ?? elements[child.type]));
    counts[at] = counts[at]! + 1;
    if (most !== null && counts[at]! > most) return counts[at] === most + 1 ? [broken(child, 'ELEMENT_TOO_MANY', { child: name, most, parent: part.type })] : [];
    if (at < last) return [doubtful(child, 'ELEMENT_ORDER', { child: child.type, before: places[last]![0], parent: part.type })];
    last = at;
    return [];
  });
}

/** Whether an element may stand in a place: it is what the place names, or of that group. */
function fits({ type: element }: Part, [name, , , type]: SchemaType['children'][number]): boolean {
  if (type !== undefined || !isBpmn(name)) return element === name;
  for (let at: string | undefined = element; at !== undefined && elements[element] !== undefined; at = instead[at]) if (at === name) return true;
  return false;
}

/** What is said of an element's own type is a type that may stand here. */
function checkType(part: Part, type: string): Problem[] {
  const said = part.attributes.get(TYPE);
  return said === undefined || said.replace(/^.*:/, '') === type ? [] : [broken(part, 'VALUE_INVALID', { attribute: 'xsi:type', value: said, options: type })];
}

/** The type of a child: its own, or a narrower one that it says (`xsi:type`). */
function typeOf(child: Part, type = ''): string {
  const said = child.attributes.get(TYPE)?.replace(/^.*:/, '');
  for (let at: string | undefined = said; at !== undefined; at = types[at]?.base) if (at === type) return said!;
  return type;
}

const LIKE: Readonly<Record<string, readonly [form: RegExp, options: string]>> = {
  boolean: [/^(true|false|1|0)$/, 'true, false'],
  integer: [/^[+-]?\d+$/, '0, 1, 2 …'],
  int: [/^[+-]?\d+$/, '0, 1, 2 …'],
  anyURI: [/^(?:[^%#]|%[0-9A-Fa-f]{2})*(?:#(?:[^%#]|%[0-9A-Fa-f]{2})*)?$/, 'http://…'],
  QName: [/^(?:[\p{L}_][\p{L}\p{M}\p{N}._\-·]*:)?[\p{L}_][\p{L}\p{M}\p{N}._\-·]*$/u, 'id'],
  IDREF: [/^(?:[\p{L}_][\p{L}\p{M}\p{N}._\-·]*:)?[\p{L}_][\p{L}\p{M}\p{N}._\-·]*$/u, 'id'],
};

function checkValue(part: Part, name: string, value: string, type: string): Problem[] {
  const listed = values[type];
  if (listed) return listed.includes(value) ? [] : [broken(part, 'VALUE_INVALID', { attribute: name, value, options: listed.join(', ') })];
  const like = LIKE[type];
  return !like || like[0].test(value.trim()) ? [] : [broken(part, 'VALUE_INVALID', { attribute: name, value, options: like[1] })];
}
