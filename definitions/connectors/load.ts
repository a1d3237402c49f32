import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectorContract } from '../../engine/register/connector.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { connectorSchema } from './schema.ts';

let kept: Readonly<Record<string, ConnectorContract>> | undefined;

/** The register of connectors by code, read once, in the order of the file names. Throws with the file's name when one is malformed, misnamed or of nobody. */
export const loadConnectors = (folder: string = import.meta.dirname): Readonly<Record<string, ConnectorContract>> =>
  folder === import.meta.dirname ? (kept ??= read(folder)) : read(folder);

function read(folder: string): Record<string, ConnectorContract> {
  const departments = new Set(loadOrganisation().departments.map(({ id }) => id));
  const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  return Object.fromEntries(
    files.map((file) => {
      const result = connectorSchema.safeParse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      if (!result.success) throw new Error(`${file}: ${result.error.issues[0]?.path.join('.')}: ${result.error.issues[0]?.message}`);
      const { code, department } = result.data;
      if (`${code}.json` !== file) throw new Error(`${file}: code: is ${code}`);
      if (department !== null && !departments.has(department)) throw new Error(`${file}: department: ${department} is not registered`);
      return [code, result.data];
    }),
  );
}
