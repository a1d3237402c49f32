import table from '../rules/standard/schema.json' with { type: 'json' };
import type { Schema } from '../rules/standard/schemaTypes.ts';
import { Namespaces } from './namespaces.ts';
import { isBpmn } from './part.ts';
import { type OpenTag, walkXml, XmlError } from './walkXml.ts';

const { elements, types } = table as unknown as Schema;

/** Attributes that are true or false in BPMN's schema. */
export const BOOLEANS: readonly string[] = [...new Set(Object.values(types).flatMap(({ attributes }) => Object.keys(attributes).filter((name) => attributes[name]!.replace('!', '') === 'boolean')))];
/** Elements whose text may have markup of any language in it: documentation, an annotation's text, a script. */
const FREE = Object.keys(elements).filter((name) => types[elements[name]!]!.text && types[elements[name]!]!.children.some(([child]) => child === '*'));

const NUMBER = new RegExp(`(\\s(?:${BOOLEANS.join('|')})\\s*=\\s*)(["'])([01])\\2`, 'g');
const TAG = `(?:[\\w.-]+:)?(?:${FREE.join('|')})`;
const MAYBE_MARKUP = new RegExp(`<${TAG}\\b[^<>]*>[^<]*<[^/]`);
/** What only looks as if it had tags in it: comments, CDATA, processing instructions. One that nothing ends goes on to the end. */
const NO_TAGS = /<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<\?[^]*?(?:\?>|$)/g;
const WRITTEN = new RegExp(`(<(${TAG})(?:\\s(?:[^<>"']|"[^"]*"|'[^']*')*)?>)([^<]*)(?=</\\2\\s*>)`, 'g');

/** A drawing as bpmn-moddle can read it. */
export interface Readable {
  readonly xml: string;
  /** Texts that were markup: `withMarkup` makes them markup again. */
  readonly markup: readonly string[];
}

/**
 * A drawing with what bpmn-moddle would lose written as it can read it: `true` and `false` for the 1 and 0 that XML Schema
 * has too (it takes `1` for false), markup inside a text as that text, and one name for a namespace that has two. What is no
 * XML stays as it is.
 */
export function readable(drawn: string): Readable {
  const xml = withoutSecondName(drawn);
  if (xml.search(NUMBER) < 0 && !MAYBE_MARKUP.test(xml)) return { xml, markup: [] };
  const edits: Edit[] = [];
  const markup: string[] = [];
  const namespaces = new Namespaces();
  let text: FreeText | null = null;
  try {
    walkXml(xml, {
      open(tag) {
        if (text) return text.open(tag);
        const { name } = namespaces.enter(tag);
        if (isBpmn(name) || name.startsWith('bpmndi:') || name.startsWith('dc:')) edits.push(...spelledOut(xml, tag));
        if (FREE.includes(name)) text = new FreeText(tag.end, namespaces.scope);
      },
      close(_name, offset) {
        if (text?.closes() === false) return;
        namespaces.leave();
        if (text?.hasMarkup) {
          const inside = text.inside(xml, offset);
          markup.push(inside.trim());
          edits.push({ from: text.from, to: offset, by: escaped(inside) });
        }
        text = null;
      },
    });
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return { xml, markup: [] };
  }
  return { xml: edited(xml, 0, xml.length, edits), markup };
}

/**
 * Where the default namespace has a prefix as well (jBPM writes it so) and nothing is in it by default, its attributes with
 * the prefix would be taken for BPMN's own: the prefix is enough. As long as before, for the places of what comes after.
 */
function withoutSecondName(xml: string): string {
  const tags = xml.replace(NO_TAGS, (found) => ' '.repeat(found.length));
  const root = /<[A-Za-z_][^<]*/.exec(tags);
  const declared = root && /\sxmlns\s*=\s*("[^"]*"|'[^']*')/.exec(root[0]);
  if (!declared || /<[\w.-]+[\s/>]/.test(tags)) return xml;
  const uri = declared[1]!.slice(1, -1);
  const again = [...root[0].matchAll(/\sxmlns:[\w.-]+\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].some(([, one, other]) => (one ?? other) === uri);
  const from = root.index + declared.index;
  return again ? xml.slice(0, from) + declared[0].replace(/\S/g, ' ') + xml.slice(from + declared[0].length) : xml;
}

/** A written drawing with those texts as markup again that still are what they were. */
export function withMarkup(xml: string, markup: readonly string[]): string {
  if (markup.length === 0) return xml;
  const known = new Map(markup.map((text) => [escaped(text), text]));
  return xml.replace(WRITTEN, (whole, open: string, _name, text: string) => {
    const found = known.get(text.trim());
    return found === undefined ? whole : open + text.replace(text.trim(), () => found);
  });
}

/** Where a piece of a text is replaced. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** A text with markup in it, while it is walked through. */
class FreeText {
  readonly from: number;
  readonly #around: ReadonlyMap<string, string>;
  /** The elements directly inside, by where their attributes begin. */
  readonly #tops = new Map<number, OpenTag>();
  #depth = 0;

  /** @param around namespaces by prefix, as they are declared where it stands */
  constructor(from: number, around: ReadonlyMap<string, string>) {
    this.from = from;
    this.#around = around;
  }

  get hasMarkup(): boolean {
    return this.#tops.size > 0;
  }

  open(tag: OpenTag): void {
    if (this.#depth === 0) this.#tops.set(tag.offset + 1 + tag.name.length, tag);
    this.#depth += 1;
  }

  /** Whether what closes is the text itself, and nothing inside. */
  closes(): boolean {
    this.#depth -= 1;
    return this.#depth < 0;
  }

  /** What is inside, with the namespaces that it has from around declared where they are used: it may come to stand elsewhere. */
  inside(xml: string, to: number): string {
    const raw = xml.slice(this.from, to);
    const used = [...this.#around].filter(([prefix]) => (prefix === '' ? /<[\w.-]+[\s/>]/.test(raw) : raw.includes(`${prefix}:`)));
    const declared = [...this.#tops].map(([at, { attributes }]) => {
      const missing = used.map(([prefix, uri]) => [prefix === '' ? 'xmlns' : `xmlns:${prefix}`, uri] as const).filter(([name]) => !attributes.has(name));
      return { from: at, to: at, by: missing.map(([name, uri]) => ` ${name}="${escaped(uri).replaceAll('"', '&quot;')}"`).join('') };
    });
    return edited(xml, this.from, to, declared);
  }
}

function spelledOut(xml: string, { offset, end }: OpenTag): Edit[] {
  const written = xml.slice(offset, end);
  const by = written.replace(NUMBER, (_all, before: string, quote: string, digit: string) => `${before}${quote}${digit === '1'}${quote}`);
  return by === written ? [] : [{ from: offset, to: end, by }];
}

/** A piece of a text with its edits made; they come in order. */
function edited(text: string, from: number, to: number, edits: readonly Edit[]): string {
  const pieces = edits.map((edit, at) => text.slice(at === 0 ? from : edits[at - 1]!.to, edit.from) + edit.by);
  return pieces.join('') + text.slice(edits.at(-1)?.to ?? from, to);
}

/** As bpmn-moddle writes a text. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
