import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Department, Persona, ServiceItem } from './schema.ts';
import { organisationSchema, personasSchema, serviceItemsSchema } from './schema.ts';

/** The city's bodies, its demonstration users and its register of service items. */
export interface Organisation {
  readonly departments: readonly Department[];
  readonly personas: readonly Persona[];
  readonly serviceItems: readonly ServiceItem[];
}

let kept: Organisation | undefined;

/** The shipped files, read once and checked against each other. Throws naming file and entry when an id stands twice or points nowhere. */
export const loadOrganisation = (folder: string = import.meta.dirname): Organisation =>
  folder === import.meta.dirname ? (kept ??= readAll(folder)) : readAll(folder);

function readAll(folder: string): Organisation {
  const { departments } = read(folder, 'organisation.json', organisationSchema);
  const { personas } = read(folder, 'personas.json', personasSchema);
  const { items } = read(folder, 'service-items.json', serviceItemsSchema);
  const known = unique('organisation.json', departments.map(({ id }) => id));
  unique('personas.json', personas.map(({ id }) => id));
  unique('service-items.json', items.map(({ code }) => code));
  for (const { id, department } of personas) if (department !== null) mustKnow(known, 'personas.json', id, department);
  for (const { code, department } of items) mustKnow(known, 'service-items.json', code, department);
  return { departments, personas, serviceItems: items };
}

function read<T extends z.ZodType>(folder: string, file: string, schema: T): z.infer<T> {
  const result = schema.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  if (!result.success) throw new Error(`${file}: ${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`);
  return result.data;
}

function unique(file: string, ids: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new Error(`${file}: ${id} stands twice`);
    seen.add(id);
  }
  return seen;
}

function mustKnow(known: ReadonlySet<string>, file: string, entry: string, department: string): void {
  if (!known.has(department)) throw new Error(`${file}: ${entry} names the unknown department ${department}`);
}
