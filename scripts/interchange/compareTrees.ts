import { BOOLEANS } from '../../engine/xml/readable.ts';
import { readSource, type Part } from '../../engine/xml/part.ts';

/** Something of the one drawing that the other one does not have. */
export interface Loss {
  /** Where, as a path of names and ids from the root. */
  readonly at: string;
  readonly what: string;
}

/** Attributes that say what holds without them (BPMN's schema): equal to nothing written. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  isInterrupting: ['true'], parallelMultiple: ['false'], cancelActivity: ['true'], isForCompensation: ['false'], triggeredByEvent: ['false'], isCollection: ['false'], isSequential: ['false'],
  testBefore: ['false'], instantiate: ['false'], startQuantity: ['1'], completionQuantity: ['1'], processType: ['None'], isClosed: ['false'], gatewayDirection: ['Unspecified'],
  eventGatewayType: ['Exclusive'], associationDirection: ['None'], itemKind: ['Information'], behavior: ['All'], ordering: ['Parallel'], textFormat: ['text/plain'], waitForCompletion: ['true'],
  cancelRemainingInstances: ['true'], isUnlimited: ['true'], minimum: ['0'], maximum: ['1'], implementation: ['##unspecified', '##WebService'],
  expressionLanguage: ['http://www.w3.org/1999/XPath'], typeLanguage: ['http://www.w3.org/2001/XMLSchema'],
};

/** A way point is a point, whether it says so or not. */
const isDefault = ({ type }: Part, name: string, value: string): boolean => DEFAULTS[name]?.includes(value) === true || (type === 'di:waypoint' && name.endsWith('}type') && value.endsWith('Point'));

/** Everything of the first drawing that the second lacks: elements, attributes and their values, text, and the order of what is alike. */
export function losses(before: string, after: string): Loss[] {
  const found: Loss[] = [];
  compare(readSource(before).root, readSource(after).root, '', found);
  return found;
}

function compare(one: Part, other: Part, above: string, found: Loss[]): void {
  const at = `${above}/${one.type}${one.id === undefined ? '' : `#${one.id}`}`;
  for (const [name, value] of one.attributes) {
    const written = other.attributes.get(name);
    if (written === undefined ? !isDefault(one, name, value) : plain(name, written) !== plain(name, value)) found.push({ at, what: `attribute ${name}="${value}"${written === undefined ? '' : ` became "${written}"`}` });
  }
  if (spaced(one.text) !== spaced(other.text)) found.push({ at, what: `text "${one.text.slice(0, 60)}"` });
  for (const type of new Set(one.children.map((child) => child.type))) {
    const [mine, theirs] = [one.children.filter((child) => child.type === type), other.children.filter((child) => child.type === type)];
    const pairs = paired(mine, theirs);
    mine.forEach((child, i) => {
      const twin = pairs[i];
      if (twin) compare(child, twin, at, found);
      else found.push({ at, what: `element ${child.type}${child.id === undefined ? ` "${child.text.slice(0, 40)}"` : `#${child.id}`}` });
    });
    const order = pairs.flatMap((twin) => (twin ? [theirs.indexOf(twin)] : []));
    if (order.some((place, i) => i > 0 && place < order[i - 1]!) && !mine.every(isReference)) found.push({ at, what: `order of ${type}` });
  }
}

/** By id where there is one, by text for references, else by place. */
function paired(mine: readonly Part[], theirs: readonly Part[]): (Part | undefined)[] {
  const free = [...theirs];
  const take = (fits: (part: Part) => boolean): Part | undefined => {
    const place = free.findIndex(fits);
    return place < 0 ? undefined : free.splice(place, 1)[0];
  };
  return mine.map((part) => {
    if (part.id !== undefined) return take((other) => other.id === part.id);
    if (isReference(part)) return take((other) => spaced(other.text) === spaced(part.text));
    return take((other) => other.id === undefined);
  });
}

/** A list of references says the same in any order. */
const isReference = (part: Part): boolean => part.children.length === 0 && part.attributes.size === 0 && part.text !== '';

/** A type's prefix is the file's own affair; white space in a value is one space; 1 is true and 0 is false where something is true or false. */
const plain = (name: string, value: string): string => (BOOLEANS.includes(name) && /^[01]$/.test(value) ? String(value === '1') : name.endsWith('}type') ? value.slice(value.indexOf(':') + 1) : /^(x|y|width|height|size|resolution)$/.test(name) ? String(Number(value)) : spaced(value));

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim();
