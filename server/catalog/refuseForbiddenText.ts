import { DomainError } from '../../engine/errors.ts';
import { positionOf } from '../../engine/xml/walkXml.ts';

/**
 * Control characters, marks that turn the direction of text (what is shown isn't what is stored) and spaces without
 * width. The joiners that emoji and scripts need are allowed.
 */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFE\uFFFF]/;

/** Throws TEXT_FORBIDDEN_CHAR with line and code point at the first character that must not be stored. */
export function refuseForbiddenText(text: string, lineOf: (offset: number) => number = (offset) => positionOf(text, offset).line): void {
  const found = forbidden.exec(text);
  const lone = text.isWellFormed() ? -1 : [...text].findIndex((character) => !character.isWellFormed());
  if (found === null && lone < 0) return;
  const code = found === null ? 'U+D800' : `U+${found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  throw new DomainError('TEXT_FORBIDDEN_CHAR', { line: lineOf(found?.index ?? 0), character: code });
}
