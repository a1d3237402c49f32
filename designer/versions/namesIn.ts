/** Names of the drawn elements by id, in document order: what a remark can be about. */
export function namesIn(xml: string): Map<string, string> {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
  const named = [...document.getElementsByTagNameNS(bpmn, '*')].filter((each) => each.hasAttribute('id') && each.hasAttribute('name'));
  return new Map(named.map((each) => [each.getAttribute('id')!, each.getAttribute('name')!]));
}
