import { DomainError } from '../../engine/errors.ts';
import { Namespaces } from '../../engine/xml/namespaces.ts';
import { refuseForbiddenText } from './refuseForbiddenText.ts';
import { positionOf, walkXml, XmlError, type OpenTag } from '../../engine/xml/walkXml.ts';

/** What one file may be at most. */
export const drawingLimits = { bytes: 2 * 1024 * 1024, flowNodes: 2000, subProcessDepth: 10, xmlDepth: 64, attributes: 200, attributeLength: 10_000, nameLength: 200 } as const;

/** A drawn element with everything drawn about it, flat: what the summary of changes compares. */
export interface DrawnElement {
  readonly id: string;
  /** BPMN local name, e.g. `userTask`. */
  readonly type: string;
  readonly name: string | null;
  /** Attributes and content by canonical name, e.g. `gov:limitAmount`, `conditionExpression`. */
  readonly fields: ReadonlyMap<string, string>;
}

/** A drawing that passed the scan. */
export interface Drawing {
  /** The text without byte order mark, as it is stored. */
  readonly xml: string;
  /** In document order; positions on the canvas are no part of it. */
  readonly elements: ReadonlyMap<string, DrawnElement>;
  /** Keys of processes that call activities name. */
  readonly calledProcesses: readonly string[];
}

const flowNode = /(?:[tT]ask|[eE]vent|Gateway|ubProcess|callActivity|transaction)$/;
/** What people see as a thing of its own; event definitions, expressions and extensions belong to the thing around them. */
const ownElement = /^(process|collaboration|participant|lane|sequenceFlow|messageFlow|association|textAnnotation|group|message|signal|error|escalation|dataObjectReference|dataStoreReference)$/;
const identifier = /^[A-Za-z_][\w.-]{0,63}$/;
const variableAttributes = ['target', 'inputElement', 'outputElement', 'outputCollection', 'resultVariable'];

interface Frame {
  readonly id: string | null;
  readonly name: string;
  readonly path: string;
  readonly subProcess: boolean;
  text: string;
}

/**
 * Reads an uploaded drawing byte by byte before any parser sees it. Throws BPMN_TOO_LARGE, BPMN_ENCODING_UNSUPPORTED,
 * BPMN_DOCTYPE_FORBIDDEN, BPMN_MALFORMED, BPMN_TOO_DEEP, BPMN_DUPLICATE_ID, TEXT_FORBIDDEN_CHAR or NAME_RESERVED, with
 * the place. What it lets through is well-formed, bounded BPMN; whether it makes a flow is the compiler's question.
 */
export function readDrawing(source: string | Uint8Array): Drawing {
  const xml = decode(source);
  // What isn't even the beginning of XML (an archive, a page of JSON) is named so, whatever characters it holds.
  if (!/^\s*</.test(xml)) throw new DomainError('BPMN_MALFORMED', { line: 1, column: 1 });
  refuseForbiddenText(xml);
  try {
    return walk(xml);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw error.kind === 'doctype' ? new DomainError('BPMN_DOCTYPE_FORBIDDEN') : new DomainError('BPMN_MALFORMED', { ...positionOf(xml, error.offset) });
  }
}

/** What the first process that has a name is called; null where none has. */
export const nameOfProcess = ({ elements }: Pick<Drawing, 'elements'>): string | null => [...elements.values()].find(({ type, name }) => type === 'process' && name !== null)?.name ?? null;

function decode(source: string | Uint8Array): string {
  const bytes = typeof source === 'string' ? Buffer.from(source, 'utf8') : source;
  if (bytes.length > drawingLimits.bytes) throw tooLarge('bytes', drawingLimits.bytes);
  let xml: string;
  try {
    if (typeof source === 'string' && !source.isWellFormed()) throw new DomainError('TEXT_FORBIDDEN_CHAR', { line: 1, character: 'U+D800' });
    xml = typeof source === 'string' ? source.replace(/^\uFEFF/, '') : new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('BPMN_ENCODING_UNSUPPORTED');
  }
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(xml)?.[1];
  // A body in UTF-16 has a NUL beside every ASCII character.
  if ((declared !== undefined && declared.toLowerCase() !== 'utf-8') || xml.slice(0, 4).includes('\0')) throw new DomainError('BPMN_ENCODING_UNSUPPORTED');
  return xml;
}

function walk(xml: string): Drawing {
  const namespaces = new Namespaces();
  const frames: Frame[] = [];
  const elements = new Map<string, { id: string; type: string; name: string | null; fields: Map<string, string> }>();
  const offsets = new Map<string, number>();
  const called = new Set<string>();
  let nodes = 0;
  let subProcesses = 0;

  walkXml(xml, {
    open(tag) {
      if (tag.attributes.size > drawingLimits.attributes) throw tooLarge('attributes', drawingLimits.attributes);
      const { name, attributes } = namespaces.enter(tag);
      if (frames.length === 0 && name !== 'definitions') throw new XmlError('malformed', tag.offset);
      if (frames.length >= drawingLimits.xmlDepth) throw new DomainError('BPMN_TOO_DEEP', { limit: drawingLimits.subProcessDepth });
      const subProcess = /^(subProcess|adHocSubProcess|transaction)$/.test(name);
      if (subProcess && ++subProcesses > drawingLimits.subProcessDepth) throw new DomainError('BPMN_TOO_DEEP', { limit: drawingLimits.subProcessDepth });
      if (!name.includes(':') && !name.startsWith('{') && flowNode.test(name) && ++nodes > drawingLimits.flowNodes) throw tooLarge('flowNodes', drawingLimits.flowNodes);
      for (const [attribute, value] of attributes) {
        if (value.length > drawingLimits.attributeLength) throw tooLarge(attribute, drawingLimits.attributeLength);
        refuseForbiddenText(value, () => positionOf(xml, tag.offset).line);
        if (attribute === 'name' && [...value].length > drawingLimits.nameLength) throw tooLarge('name', drawingLimits.nameLength);
        if (variableAttributes.includes(attribute)) refuseReserved(value);
      }
      const bpmn = !name.includes(':') && !name.startsWith('{');
      const id = attributes.get('id') ?? null;
      if (id !== null && (bpmn || name.startsWith('bpmndi:'))) registerId(id, tag, bpmn);
      if (name === 'callActivity' || name === 'zeebe:calledElement') note(attributes.get('calledElement') ?? attributes.get('processId'));
      push(name, bpmn && (flowNode.test(name) || ownElement.test(name)) ? id : null, attributes, subProcess);
    },
    close() {
      namespaces.leave();
      const frame = frames.pop() as Frame;
      if (frame.subProcess) subProcesses -= 1;
      const owner = frame.id === null ? ownerOf() : undefined;
      // Incoming and outgoing only repeat what the sequence flows say.
      if (owner !== undefined && frame.text.trim() !== '' && frame.name !== 'incoming' && frame.name !== 'outgoing') add(owner.fields, frame.path, frame.text.trim());
    },
    text(text) {
      const frame = frames.at(-1);
      if (frame !== undefined) frame.text += text;
    },
  });
  return { xml, elements, calledProcesses: [...called] };

  function registerId(id: string, tag: OpenTag, bpmn: boolean): void {
    const first = offsets.get(id);
    if (first !== undefined) throw new DomainError('BPMN_DUPLICATE_ID', { id, line: positionOf(xml, tag.offset).line, firstLine: positionOf(xml, first).line });
    offsets.set(id, tag.offset);
    if (!bpmn) return;
    refuseReserved(id);
    if (!identifier.test(id)) throw new DomainError('TEXT_FORBIDDEN_CHAR', { line: positionOf(xml, tag.offset).line, character: `id "${id.slice(0, 64)}"` });
  }

  function note(process: string | undefined): void {
    if (process !== undefined && !process.startsWith('=')) called.add(process);
  }

  function ownerOf(): { fields: Map<string, string> } | undefined {
    const frame = frames.findLast((each) => each.id !== null);
    return frame === undefined ? undefined : elements.get(frame.id as string);
  }

  function push(name: string, id: string | null, attributes: ReadonlyMap<string, string>, subProcess: boolean): void {
    const drawn = !/^(bpmndi|di|dc):/.test(name);
    if (id !== null) {
      const fields = new Map([...attributes].filter(([attribute]) => attribute !== 'id'));
      elements.set(id, { id, type: name, name: attributes.get('name') ?? null, fields });
      frames.push({ id, name, path: '', subProcess, text: '' });
      return;
    }
    const above = frames.at(-1)?.path ?? '';
    const step = name === 'extensionElements' ? above : above === '' ? name : `${above}/${name}`;
    const owner = drawn ? ownerOf() : undefined;
    const told = [...attributes].filter(([attribute]) => attribute !== 'id' && !attribute.endsWith('}type'));
    if (owner !== undefined && told.length > 0) add(owner.fields, step, told.map(([attribute, value]) => `${attribute}=${value}`).join(' '));
    frames.push({ id: null, name, path: step, subProcess, text: '' });
  }
}

/** Several of a kind (io mappings) are one field, a line each. */
function add(fields: Map<string, string>, name: string, value: string): void {
  const before = fields.get(name);
  fields.set(name, before === undefined ? value : `${before}\n${value}`);
}

function refuseReserved(name: string): void {
  if (name in Object.prototype || name === 'prototype') throw new DomainError('NAME_RESERVED', { name });
}

function tooLarge(what: string, limit: number): DomainError {
  return new DomainError('BPMN_TOO_LARGE', { what, limit });
}
