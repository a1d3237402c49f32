import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StepTemplate, stepTemplateSchema } from './schema.ts';

/** Reads every ready step of this folder, in the order of the menus. @throws a zod error that names what is wrong with a file. */
export function loadSteps(folder: string = import.meta.dirname): readonly StepTemplate[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => stepTemplateSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))).sort((a, b) => a.order - b.order);
}
