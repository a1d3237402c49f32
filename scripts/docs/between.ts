/**
 * The text with what stands between two marking comments (`<!-- NAME -->` and `<!-- /NAME -->`) replaced.
 * @throws when the marks are not there, once each and in that order
 */
export function replaceBetween(text: string, name: string, content: string): string {
  const { from, to } = find(text, name);
  return `${text.slice(0, from)}\n${content}\n${text.slice(to)}`;
}

/** What stands between the marks now. @throws as above */
export function readBetween(text: string, name: string): string {
  const { from, to } = find(text, name);
  return text.slice(from, to).trim();
}

function find(text: string, name: string): { readonly from: number; readonly to: number } {
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(opening) + opening.length;
  const to = text.indexOf(closing);
  if (from < opening.length || to < from || text.indexOf(opening, from) !== -1) throw new Error(`Expected ${opening} and ${closing} once each`);
  return { from, to };
}
