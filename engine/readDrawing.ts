import { type Drawing, readBpmn } from './bpmn.ts';
import { type Problem, problem } from './problem.ts';
import { readSource, type Source } from './xml/part.ts';
import { readable } from './xml/readable.ts';
import { positionOf, XmlError } from './xml/walkXml.ts';

/** A drawing as it is written, and as it is read; where it can't be, why not. */
export interface Reading {
  readonly source: Source | Problem;
  readonly drawing: Drawing | Problem;
}

/** Reads a drawing once for everything that looks at it. */
export async function readDrawing(drawn: string): Promise<Reading> {
  const text = readable(drawn);
  const source = sourceOf(text.xml);
  if (isUnread(source)) return { source, drawing: source };
  try {
    return { source, drawing: await readBpmn(text) };
  } catch (error) {
    return { source, drawing: problem('', 'BPMN_MALFORMED', { message: error instanceof Error ? error.message : String(error) }) };
  }
}

export const isUnread = (read: Source | Drawing | Problem): read is Problem => 'code' in read;

/** The drawing as written, or why it can't be read. */
function sourceOf(xml: string): Source | Problem {
  try {
    return readSource(xml);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const { line, column } = positionOf(xml, error.offset);
    return error.kind === 'doctype' ? problem('', 'BPMN_DOCTYPE_FORBIDDEN', { line, column }) : problem('', 'BPMN_MALFORMED', { message: `${line}:${column}`, line, column });
  }
}
