import { DmnModdle } from 'dmn-moddle';
import dmn from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' };
import type { Drawn } from '../drawn.ts';

/** Namespaces of the versions of DMN: what is drawn in any of them is read the same way. */
const NAMESPACE = /https?:\/\/www\.omg\.org\/spec\/DMN\/(?:20151101\/dmn\.xsd|20180521\/MODEL\/|20191111\/MODEL\/|20211108\/MODEL\/|20230324\/MODEL\/|20240513\/MODEL\/)/g;

/** What DMN 1.4 and 1.5 added to the model that the reader brings along. */
const added = [
  { name: 'ChildExpression', superClass: ['DMNElement'], properties: [{ name: 'expression', type: 'Expression' }, { name: 'typeRef', isAttr: true, type: 'String' }] },
  { name: 'Conditional', superClass: ['Expression'], properties: ['if', 'then', 'else'].map(place) },
  { name: 'Filter', superClass: ['Expression'], properties: ['in', 'match'].map(place) },
  { name: 'For', superClass: ['Expression'], properties: [iterator(), ...['in', 'return'].map(place)] },
  { name: 'Every', superClass: ['Expression'], properties: [iterator(), ...['in', 'satisfies'].map(place)] },
  { name: 'Some', superClass: ['Expression'], properties: [iterator(), ...['in', 'satisfies'].map(place)] },
];

function place(name: string) {
  return { name, type: 'ChildExpression', xml: { serialize: 'property' } };
}

function iterator() {
  return { name: 'iteratorVariable', isAttr: true, type: 'String' };
}

const types = [
  ...dmn.types.map((type) => (type.name === 'ItemDefinition' ? { ...type, properties: [...type.properties!, { name: 'typeConstraint', type: 'UnaryTests', xml: { serialize: 'property' } }] } : type)),
  ...added,
];

/** A read decision model: its root element and what the reader complained about. */
export interface DrawnDecisions {
  readonly definitions: Drawn;
  readonly warnings: readonly string[];
}

/**
 * Reads DMN XML of any version. The one file that knows dmn-moddle; never reached from a workflow.
 * @throws Error with the reader's message when the text is no DMN at all.
 */
export async function readDmn(xml: string): Promise<DrawnDecisions> {
  const moddle = new DmnModdle({ dmn: { ...dmn, types } });
  const { rootElement, warnings } = await moddle.fromXML(xml.replace(NAMESPACE, dmn.uri));
  return { definitions: rootElement as unknown as Drawn, warnings: warnings.map(({ message }) => message) };
}

/** Writes a read model as DMN 1.3 XML. What the reader knew is kept, changed or not. */
export async function writeDmn(definitions: Drawn): Promise<string> {
  const moddle = new DmnModdle({ dmn: { ...dmn, types } }) as unknown as { toXML(element: unknown, options: object): Promise<{ xml: string }> };
  return (await moddle.toXML(definitions, { format: true })).xml;
}

/** Makes an element of a read model: `dmn:DecisionRule`. */
export const makeDmn = (definitions: Drawn, type: string, properties: object): Drawn => (definitions as unknown as { $model: { create(type: string, properties: object): Drawn } }).$model.create(type, properties);
