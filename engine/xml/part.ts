import { Namespaces } from './namespaces.ts';
import { type Position, walkXml } from './walkXml.ts';

/**
 * One element of a drawing as it stands in the file: nothing resolved, nothing dropped. Rules about what was written look
 * at parts; bpmn-moddle leaves out second elements with the same id and references to nothing.
 */
export interface Part extends Position {
  /** Canonical name: BPMN's own without prefix (`startEvent`), ours with ours (`zeebe:taskDefinition`), others with their URI. */
  readonly type: string;
  /** Its own id; undefined when none is written. */
  readonly id: string | undefined;
  /** By canonical name, in the order written, without `xmlns` declarations. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Part[];
  /** Text directly inside, without space around it. */
  readonly text: string;
  readonly parent: Part | null;
}

/** A whole drawing as written. */
export interface Source {
  readonly root: Part;
  /** Parts of BPMN's own namespace, outside extensions, in document order. */
  readonly parts: readonly Part[];
  /** BPMN parts by id; of several with one id the first. */
  readonly byId: ReadonlyMap<string, Part>;
  /** The namespace that the drawing's ids are in (`targetNamespace`). */
  readonly namespace: string | undefined;
  /** Namespaces by the prefixes that the root declares for them; a reference may carry one. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** The drawings given together with this one: what a reference with the prefix of their namespace means is in there. */
  readonly others: readonly Source[];
}

interface Open extends Part {
  readonly children: Part[];
  text: string;
}

/**
 * Reads a drawing into parts, in one pass and without recursion.
 * @throws XmlError with the offset at the first thing that is no well-formed XML, or at a document type.
 */
export function readSource(xml: string): Source {
  const namespaces = new Namespaces();
  const position = positions(xml);
  const open: Open[] = [];
  const parts: Part[] = [];
  const byId = new Map<string, Part>();
  const prefixes = new Map<string, string>();
  let root: Part | undefined;
  let hidden = 0;
  walkXml(xml, {
    open(tag) {
      const { name, attributes } = namespaces.enter(tag);
      const parent = open.at(-1) ?? null;
      const part: Open = { type: name, id: attributes.get('id'), attributes, children: [], text: '', parent, ...position(tag.offset) };
      parent?.children.push(part);
      open.push(part);
      if (!root) {
        root = part;
        for (const [key, value] of tag.attributes) if (key.startsWith('xmlns:')) prefixes.set(key.slice(6), value);
      }
      if (name === 'extensionElements') hidden += 1;
      if (hidden > 0 || !isBpmn(name)) return;
      parts.push(part);
      if (part.id !== undefined && !byId.has(part.id)) byId.set(part.id, part);
    },
    close() {
      namespaces.leave();
      const part = open.pop()!;
      part.text = part.text.trim();
      if (part.type === 'extensionElements') hidden -= 1;
    },
    text(text) {
      const part = open.at(-1);
      if (part) part.text += text;
    },
  });
  return { root: root!, parts, byId, namespace: root!.attributes.get('targetNamespace'), prefixes, others: [] };
}

/** Whether a canonical name belongs to BPMN's own namespace. */
export const isBpmn = (type: string): boolean => !type.includes(':') && !type.startsWith('{');

/** Lines and columns of offsets that ascend: each piece of text is looked at once. */
function positions(text: string): (offset: number) => Position {
  let line = 1;
  let lineStart = 0;
  let at = 0;
  return (offset) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line += 1;
      lineStart = at = next + 1;
    }
    return { line, column: offset - lineStart + 1 };
  };
}
