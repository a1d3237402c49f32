/** Where something stands in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Text that is no well-formed XML, or uses what we never read (a document type). */
export class XmlError extends Error {
  readonly kind: 'malformed' | 'doctype';
  readonly offset: number;

  constructor(kind: 'malformed' | 'doctype', offset: number) {
    super(kind);
    this.name = 'XmlError';
    this.kind = kind;
    this.offset = offset;
  }
}

export interface OpenTag {
  /** As written, with its prefix. */
  readonly name: string;
  /** As written; values with references resolved. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly offset: number;
  /** Behind its `>`. */
  readonly end: number;
}

/** Told about every tag and every piece of text, in document order. An empty element opens and closes. */
export interface XmlVisitor {
  open(tag: OpenTag): void;
  /** `offset`: where its closing tag begins, or an empty element ends. */
  close(name: string, offset: number): void;
  text?(text: string): void;
}

const nameAt = /[A-Za-z_\u00C0-\uFFFD][\w.\-\u00B7\u00C0-\uFFFD]*(?::[A-Za-z_\u00C0-\uFFFD][\w.\-\u00B7\u00C0-\uFFFD]*)?/y;
const spaceAt = /[ \t\r\n]*/y;
const references: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Walks well-formed XML without document type, in one pass and without recursion, so that hostile input costs no more
 * than its length. Throws XmlError at the first thing that isn't so.
 */
export function walkXml(text: string, visitor: XmlVisitor): void {
  const open: string[] = [];
  let at = 0;
  let seenRoot = false;

  const fail = (offset: number): never => {
    throw new XmlError('malformed', offset);
  };
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const past = (end: string, from: number): number => {
    const found = text.indexOf(end, from);
    return found < 0 ? fail(at) : found + end.length;
  };
  const characters = (from: number, to: number): void => {
    const raw = text.slice(from, to);
    if (open.length === 0) {
      if (raw.trim() !== '') fail(from + raw.search(/\S/));
    } else if (raw !== '') visitor.text?.(resolve(raw, from));
  };

  while (at < text.length) {
    const next = text.indexOf('<', at);
    characters(at, next < 0 ? text.length : next);
    if (next < 0) break;
    at = next;
    if (text.startsWith('<!--', at)) at = past('-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) {
      const end = past(']]>', at + 9);
      if (open.length === 0) fail(at);
      visitor.text?.(text.slice(at + 9, end - 3));
      at = end;
    } else if (text.startsWith('<!', at)) throw new XmlError('doctype', at);
    else if (text.startsWith('<?', at)) at = past('?>', at + 2);
    else if (text.startsWith('</', at)) {
      const start = at;
      at += 2;
      const name = match(nameAt);
      match(spaceAt);
      if (name === '' || text[at] !== '>' || open.pop() !== name) fail(start);
      at += 1;
      visitor.close(name, start);
    } else {
      if (seenRoot && open.length === 0) fail(at);
      seenRoot = true;
      openTag();
    }
  }
  if (!seenRoot || open.length > 0) fail(text.length);

  function openTag(): void {
    const offset = at;
    at += 1;
    const name = match(nameAt);
    if (name === '') fail(offset);
    const attributes = new Map<string, string>();
    for (;;) {
      const space = match(spaceAt);
      if (text[at] === '>' || text.startsWith('/>', at)) break;
      const start = at;
      const attribute = match(nameAt);
      if (space === '' || attribute === '' || attributes.has(attribute)) fail(start);
      match(spaceAt);
      if (text[at] !== '=') fail(at);
      at += 1;
      match(spaceAt);
      const quote = text[at];
      if (quote !== '"' && quote !== "'") fail(at);
      const end = past(quote as string, at + 1) - 1;
      const raw = text.slice(at + 1, end);
      if (raw.includes('<')) fail(at + 1 + raw.indexOf('<'));
      attributes.set(attribute, resolve(raw, at + 1));
      at = end + 1;
    }
    const isEmpty = text[at] === '/';
    at += isEmpty ? 2 : 1;
    visitor.open({ name, attributes, offset, end: at });
    if (isEmpty) visitor.close(name, at);
    else open.push(name);
  }

  function resolve(raw: string, offset: number): string {
    if (!raw.includes('&')) return raw;
    return raw.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{1,8}));|&/g, (whole, hex: string | undefined, decimal: string | undefined, named: string | undefined, index: number) => {
      const code = hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : undefined;
      if (code !== undefined && code <= 0x10ffff) return String.fromCodePoint(code);
      return (named !== undefined && Object.hasOwn(references, named) ? references[named] : undefined) ?? fail(offset + index);
    });
  }
}

/** Line and column of an offset. */
export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lines = before.split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
