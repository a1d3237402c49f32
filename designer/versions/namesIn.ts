import gov from '../../definitions/gov.json';
import { language } from '../../ui/i18n.ts';
import { typeLabel } from '../publish/words.ts';

/** Names of the drawn elements by id, in the language of the page and in document order; an element without a name is missing. */
export const namesIn = (xml: string): ReadonlyMap<string, string> => new Map(elementsIn(xml).flatMap((element) => {
  const name = nameOf(element);
  return name ? [[element.id, name] as const] : [];
}));

/**
 * How people know what stands in two drawings: by its name; a flow by its ends; anything else by its kind. What stands in neither is said by its id.
 * @param newer its names come before those of the older drawing.
 */
export function saidIn(newer: string, older: string): (id: string) => string {
  const drawn = new Map([...elementsIn(older), ...elementsIn(newer)].map((element) => [element.id, element]));
  // A flow is asked for its ends once: a drawing in which lines hang on lines in a circle ends here as well.
  const known = (id: string | null): string | null => {
    const element = drawn.get(id ?? '');
    return element === undefined ? null : nameOf(element) || typeLabel(`bpmn:${element.localName.charAt(0).toUpperCase()}${element.localName.slice(1)}`);
  };
  return (id) => {
    const element = drawn.get(id);
    const [source, target] = ['sourceRef', 'targetRef'].map((end) => known(element?.getAttribute(end) ?? null));
    return (element && nameOf(element)) || (source && target ? `${source} → ${target}` : (known(id) ?? id));
  };
}

const elementsIn = (xml: string): Element[] => (xml === '' ? [] : [...new DOMParser().parseFromString(xml, 'application/xml').querySelectorAll('[id]')]);

const nameOf = (element: Element): string | null => (language() === 'en' ? element.getAttributeNS(gov.uri, 'nameEn') : null) ?? element.getAttribute('name');
