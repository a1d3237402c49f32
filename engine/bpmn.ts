import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import gov from '../definitions/gov.json' with { type: 'json' };
import { attribute, child, type Drawn, processOf } from './drawn.ts';
import { localName, prefixOf, walk } from './rules/drawn/walk.ts';
import { type Readable, readable, withMarkup } from './xml/readable.ts';

/** A read drawing: the root element, every element by id, and what moddle complained about. */
export interface Drawing {
  readonly definitions: Drawn;
  readonly byId: Readonly<Record<string, Drawn>>;
  readonly warnings: readonly { readonly message: string; readonly elementId?: string }[];
}

/** References that other tools write as the plain name of a variable: they are kept as they stand. */
const BY_NAME: ReadonlySet<string> = new Set(['bpmn:loopDataInputRef', 'bpmn:loopDataOutputRef']);

/** Knows the types and keeps nothing of a drawing: one for all, as each would set up every type anew. */
const moddle = newModdle();

/**
 * Reads BPMN 2.0 XML with the zeebe and gov extensions. The one file that knows bpmn-moddle; never reached from a
 * workflow.
 * @throws Error with moddle's message when the text is no BPMN at all.
 */
export async function readBpmn(drawn: string | Readable): Promise<Drawing> {
  const { xml, markup } = typeof drawn === 'string' ? readable(drawn) : drawn;
  const { rootElement, warnings, references, elementsById } = await moddle.fromXML(xml);
  const read = { definitions: rootElement as unknown as Drawn, byId: elementsById as unknown as Readonly<Record<string, Drawn>> };
  const open = references.filter(({ id }) => !elementsById[id]) as unknown as Unresolved[];
  resolve(read, open, []);
  const kept = open.filter(({ property, means }) => !means && BY_NAME.has(property));
  for (const reference of kept) refer(reference, Object.assign(moddle.create('bpmn:Property', { id: reference.id }), { $parent: rootElement }));
  const about = (each: Unresolved, warning: object): boolean => 'value' in warning && warning.value === each.id && 'element' in warning && warning.element === each.element;
  const unresolved = open.filter((each) => !kept.includes(each));
  asWritten.set(read.definitions, { unresolved, markup });
  const told = warnings.filter((warning) => !kept.some((each) => about(each, warning))).map((warning) => {
    const element = (warning as { element?: { id?: string } }).element;
    return { message: warning.message, ...(element?.id ? { elementId: element.id } : {}), reference: unresolved.find((each) => about(each, warning)) };
  });
  return { ...read, get warnings() { return told.filter(({ reference }) => !reference?.means).map(({ reference: _, ...warning }) => warning); } };
}

/** Leads the references of drawings that were read each by itself into one another, where they have the prefix of another one's namespace. */
export function join(drawings: readonly Drawing[]): void {
  for (const drawing of drawings) resolve(drawing, asWritten.get(drawing.definitions)?.unresolved ?? [], drawings.filter((other) => other !== drawing));
}

function resolve({ definitions, byId }: Pick<Drawing, 'definitions' | 'byId'>, unresolved: readonly Unresolved[], beside: readonly Drawing[]): void {
  for (const reference of unresolved) {
    if (reference.means) continue;
    reference.means = meant(definitions, byId, reference.id, beside);
    if (reference.means) refer(reference, reference.means);
  }
}

/** A reference that moddle takes for one to nothing. */
interface Unresolved {
  readonly element: { get(name: string): unknown; set(name: string, value: unknown): void };
  readonly property: string;
  readonly id: string;
  /** What it means all the same. */
  means?: Drawn | undefined;
}

/**
 * What is meant by an id with the prefix of a namespace (BPMN's schema has qualified names for references): in the drawing
 * itself, or outside of processes in one beside it. Or by an id with space around it.
 */
function meant(root: Drawn, byId: Drawing['byId'], written: string, beside: readonly Drawing[]): Drawn | undefined {
  const [, prefix, id] = /^(?:([^:]+):)?([^:]+)$/.exec(written.trim()) ?? [];
  if (id === undefined || prefix === undefined) return id === undefined ? undefined : byId[id];
  const namespace = root.$attrs?.[`xmlns:${prefix}`];
  const own = namespace === namespaceOf(root) ? byId[id] : undefined;
  return own ?? beside.filter(({ definitions }) => namespaceOf(definitions) === namespace).map((drawing) => drawing.byId[id]).find((drawn) => drawn && !processOf(drawn));
}

const namespaceOf = (definitions: Drawn): string | undefined => attribute(definitions, 'targetNamespace');

function refer({ element, property }: Unresolved, to: unknown): void {
  const before = element.get(property);
  element.set(property, Array.isArray(before) ? [...(before as unknown[]), to] : to);
}

/**
 * Writes a read drawing again: foreign attributes and elements are kept, and so are values that say what would hold
 * without them, references as they were written, formal expressions by the name they had, and markup in texts.
 */
export async function writeBpmn(definitions: Drawn): Promise<string> {
  const undo = [...keepDefaults(definitions), ...keepNames(definitions), ...keepDangling(definitions)];
  try {
    const { xml } = await moddle.toXML(definitions as never, { format: true });
    return withMarkup(xml, asWritten.get(definitions)?.markup ?? []);
  } finally {
    for (const each of undo.reverse()) each();
  }
}

/** moddle leaves out a value that is the default, although somebody wrote it: for the writing it becomes a plain attribute. */
function keepDefaults(definitions: Drawn): (() => void)[] {
  const undo: (() => void)[] = [];
  for (const part of walk(definitions)) {
    const { $descriptor: descriptor, $attrs: attrs } = part as unknown as Described;
    for (const { name, isAttr, default: usual } of descriptor?.properties ?? []) {
      const key = name.slice(name.indexOf(':') + 1);
      if (!isAttr || usual === undefined || !attrs || !Object.hasOwn(part, key) || (part as unknown as Record<string, unknown>)[key] !== usual) continue;
      const written = name.startsWith(`${prefixOf(part.$type)}:`) || name.startsWith('bpmn:') ? key : name;
      attrs[written] = String(usual);
      undo.push(() => delete attrs[written]);
    }
  }
  return undo;
}

interface Described {
  readonly $descriptor?: { readonly properties: readonly { readonly name: string; readonly isAttr?: boolean; readonly isMany?: boolean; readonly default?: unknown }[] };
  readonly $attrs?: Record<string, string>;
}

/**
 * What assigns a resource has an expression, or a formal one in its place, as an element of its own name (BPMN's schema: a substitution).
 * moddle always writes the former with its type: what came without that is written by its name.
 */
function keepNames(definitions: Drawn): (() => void)[] {
  const undo: (() => void)[] = [];
  for (const part of walk(definitions)) {
    if (!ASSIGNS.has(part.$type)) continue;
    const expression = child(part, 'expression');
    if (expression?.$type !== 'bpmn:FormalExpression' || expression.$attrs?.['xsi:type'] !== undefined) continue;
    const { $descriptor: usual } = part as unknown as Required<Described>;
    const properties = usual.properties.map((property) => (localName(property.name) === 'expression' ? (Object.create(property, { xml: { value: undefined } }) as typeof property) : property));
    Object.defineProperty(part, '$descriptor', { value: Object.create(usual, { properties: { value: properties } }), configurable: true });
    undo.push(() => delete (part as { $descriptor?: unknown }).$descriptor);
  }
  return undo;
}

const ASSIGNS: ReadonlySet<string> = new Set(['bpmn:ResourceAssignmentExpression', 'bpmn:ResourceParameterBinding']);

/** A reference that moddle did not find is written as it was read, by a stand-in that has nothing but the id. */
function keepDangling(definitions: Drawn): (() => void)[] {
  return (asWritten.get(definitions)?.unresolved ?? []).map(({ element, property, id, means }) => {
    const before = element.get(property);
    const standIn = moddle.create('bpmn:Property', { id });
    element.set(property, Array.isArray(before) ? [...(before as unknown[]).filter((other) => other !== means), standIn] : standIn);
    return () => element.set(property, before);
  });
}

/** References that moddle did not find, and texts that were markup, by the drawing they were read with. */
const asWritten = new WeakMap<Drawn, { readonly unresolved: readonly Unresolved[]; readonly markup: readonly string[] }>();

function newModdle(): BpmnModdle {
  const moddle = new BpmnModdle({ zeebe, gov });
  const { typeMap } = moddle.registry;
  const property = (type: string, name: string): object => typeMap[`bpmn:${type}`]?.properties.find((each) => each.name === `bpmn:${name}`) ?? {};
  // Where BPMN's schema has children, moddle expects attributes, or children of another name.
  for (const [type, name] of [['GlobalScriptTask', 'script'], ['ParticipantAssociation', 'innerParticipantRef'], ['ParticipantAssociation', 'outerParticipantRef']] as const) Object.assign(property(type, name), { isAttr: false });
  for (const [type, name] of [['ConversationNode', 'messageFlowRef'], ['Participant', 'endPointRef']] as const) Object.assign(property(type, `${name}s`), { name: `bpmn:${name}`, ns: { name: `bpmn:${name}`, prefix: 'bpmn', localName: name } });
  // These are written by the name of their type otherwise, which is no element there.
  for (const [type, name] of [['ComplexBehaviorDefinition', 'condition'], ['ComplexBehaviorDefinition', 'event'], ['CorrelationPropertyBinding', 'dataPath'], ['Lane', 'partitionElement'], ['CorrelationPropertyRetrievalExpression', 'messagePath']] as const) Object.assign(property(type, name), { xml: { serialize: 'property' } });
  // And these may have an id, documentation and extensions as everything else.
  for (const type of ['InputOutputBinding', 'Extension']) Object.assign(typeMap[`bpmn:${type}`] ?? {}, { superClass: ['bpmn:BaseElement'] });
  return moddle;
}
