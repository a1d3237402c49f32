import gov from '../../definitions/gov.json';
import { language } from '../../ui/i18n.ts';

/** Names of the drawn elements by id, in the language of the page and in document order; an element without a name is missing. */
export function namesIn(xml: string): ReadonlyMap<string, string> {
  if (xml === '') return new Map();
  const english = language() === 'en';
  const drawn = new DOMParser().parseFromString(xml, 'application/xml');
  return new Map([...drawn.querySelectorAll('[id]')].flatMap((element) => {
    const name = (english ? element.getAttributeNS(gov.uri, 'nameEn') : null) ?? element.getAttribute('name');
    return name ? [[element.id, name] as const] : [];
  }));
}
