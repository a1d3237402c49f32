import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CompiledDecisions, compileDecisions } from '../../engine/decisions/compileFiles.ts';

let kept: Promise<CompiledDecisions> | undefined;

/** The shipped decisions, read once: every decision of every `.dmn` file of the folder by its id. */
export const loadDecisions = (folder: string = import.meta.dirname): Promise<CompiledDecisions> =>
  folder === import.meta.dirname ? (kept ??= read(folder)) : read(folder);

const read = (folder: string): Promise<CompiledDecisions> =>
  compileDecisions(readdirSync(folder).filter((name) => name.endsWith('.dmn')).sort().map((name) => ({ name, xml: readFileSync(join(folder, name), 'utf8') })));
