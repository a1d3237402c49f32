/** Key and name of the process in a BPMN text, as the suggestion for an import; null when it isn't BPMN. */
export function readHead(xml: string, file: string): { key: string; name: string } | null {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
  const process = document.getElementsByTagNameNS(bpmn, 'process')[0];
  if (document.getElementsByTagName('parsererror').length > 0 || process === undefined) return null;
  const plain = file.replace(/\.(bpmn20?\.xml|bpmn|xml)$/i, '');
  return { key: suggestKey(process.getAttribute('id') ?? plain), name: process.getAttribute('name') ?? plain };
}

/** A text as a definition key: lower case letters, digits and hyphens, starting with a letter. */
export function suggestKey(text: string): string {
  const key = text
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 60);
  return key === '' ? 'new-matter' : key;
}

/** Whether the text can be a key. */
export const isKey = (text: string): boolean => /^[a-z][a-z0-9-]{1,59}$/.test(text);
