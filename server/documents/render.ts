import type { Language } from '../http/problem.ts';
import { documentTexts, fillText, type DocumentTexts } from './texts.ts';

/** Everything a printed 文书 says, looked up: no ids that nobody reads. */
export interface DocumentContent {
  readonly code: string;
  readonly number: string;
  /** For the places of the text: applicant, matter, caseNumber, department, step, reason ... */
  readonly facts: Readonly<Record<string, string | null>>;
  readonly items?: readonly string[];
  readonly opinions?: readonly { readonly step: string; readonly department: string; readonly opinion: string; readonly comment: string; readonly on: string }[];
  /** What the issuing step filled in, by the labels of its form. */
  readonly entries?: readonly { readonly name: string; readonly value: string }[];
  /** Facts behind a date, already in words. */
  readonly computation?: readonly { readonly name: keyof DocumentTexts['computation']; readonly value: string }[];
  readonly issuer: string;
  readonly issuedOn: string;
  /** QR code as SVG. */
  readonly qr?: string;
  readonly sample: boolean;
}

/** A document's title in a language; its code where no text is known. */
export const titleOf = (code: string, language: Language): string => documentTexts[language].titles[code] ?? code;

/** The document as one printable page without scripts; everything that came from outside is escaped. */
export function renderDocument(content: DocumentContent, language: Language): string {
  const texts = documentTexts[language];
  const body = (texts.bodies[content.code] ?? []).map((line) => `<p>${escape(fillText(line, content.facts))}</p>`).join('\n');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escape(titleOf(content.code, language))} ${escape(content.number)}</title>
<style>${style}</style></head><body><main>
${content.sample ? `<p class="sample">${escape(texts.sample)}</p>` : ''}
<h1>${escape(titleOf(content.code, language))}</h1>
<p class="number">${escape(texts.footer.number)}　${escape(content.number)}</p>
${body}
${entries(content)}${items(content, texts)}${opinions(content, texts)}${computation(content, texts)}
${content.qr ? `<div class="qr">${content.qr}</div>` : ''}
<footer><p>${escape(texts.footer.issuer)}　${escape(content.issuer)}</p><p>${escape(texts.footer.on)}　${escape(content.issuedOn)}</p></footer>
</main></body></html>`;
}

function entries({ entries: list = [] }: DocumentContent): string {
  if (list.length === 0) return '';
  return `<table>${list.map(({ name, value }) => `<tr><th>${escape(name)}</th><td>${escape(value)}</td></tr>`).join('')}</table>`;
}

function items({ items: list = [] }: DocumentContent, texts: DocumentTexts): string {
  if (list.length === 0) return '';
  return `<h2>${escape(texts.lists.items)}</h2><ol>${list.map((item) => `<li>${escape(item)}</li>`).join('')}</ol>`;
}

function opinions({ opinions: list = [] }: DocumentContent, texts: DocumentTexts): string {
  if (list.length === 0) return '';
  const columns = ['step', 'department', 'opinion', 'comment', 'on'] as const;
  const head = columns.map((column) => `<th>${escape(texts.columns[column])}</th>`).join('');
  const rows = list.map((row) => `<tr>${columns.map((column) => `<td>${escape(column === 'opinion' ? (texts.opinions[row.opinion] ?? row.opinion) : row[column])}</td>`).join('')}</tr>`);
  return `<h2>${escape(texts.lists.opinions)}</h2><table><tr>${head}</tr>${rows.join('')}</table>`;
}

function computation({ computation: list = [] }: DocumentContent, texts: DocumentTexts): string {
  if (list.length === 0) return '';
  return `<h2>${escape(texts.lists.facts)}</h2><table>${list.map(({ name, value }) => `<tr><th>${escape(texts.computation[name])}</th><td>${escape(value)}</td></tr>`).join('')}</table>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as HTML shows it literally. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] as string);

const style = `
body { font-family: "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; color: #111; background: #fff; margin: 0; }
main { max-width: 42rem; margin: 0 auto; padding: 2.5rem 2rem; line-height: 1.9; }
h1 { text-align: center; font-size: 1.6rem; letter-spacing: .15em; } h2 { font-size: 1rem; margin: 1.5rem 0 .3rem; }
.number { text-align: center; color: #444; } p { text-indent: 2em; margin: .4rem 0; } .number, .sample, footer p, main > p:nth-of-type(2) { text-indent: 0; }
.sample { text-align: center; color: #8a5a00; border: 1px dashed #c9a14a; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { border: 1px solid #888; padding: .25rem .5rem; text-align: left; vertical-align: top; } th { background: #f4f4f4; font-weight: 600; }
.qr svg { width: 9rem; height: 9rem; } footer { margin-top: 2.5rem; text-align: right; }
@media print { main { padding: 0; max-width: none; } .sample { border-style: solid; } }
`;
