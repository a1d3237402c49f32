import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Settings of the stand-in departments' process. It shares no code with the platform, only the public contract. */
export interface StandinsConfig {
  readonly host: string;
  /** 0 takes a free port; the ready line on standard output names it. */
  readonly port: number;
  /** Folder of the ledger, the callbacks' journal and the behaviours. */
  readonly folder: string;
  /** File with the key from which every department's signing secret is derived. */
  readonly keyFile: string;
}

const settings = z.object({
  YJS_HOST: z.string().min(1).default('127.0.0.1'),
  YJS_STANDINS_PORT: z.coerce.number().int().min(0).max(65535).default(7301),
  YJS_DATA: z.string().min(1).default('.data'),
});

/** Reads the settings; a bad one throws an Error whose message is one clear line. An empty one counts as unset. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): StandinsConfig {
  const parsed = settings.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const data = resolve(parsed.data.YJS_DATA);
  return {
    host: parsed.data.YJS_HOST,
    port: parsed.data.YJS_STANDINS_PORT,
    folder: join(data, 'standins'),
    keyFile: join(data, 'secrets', 'standins.key'),
  };
}
