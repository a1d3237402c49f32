import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

/** Where Temporal is and how to reach it. */
export interface TemporalConfig {
  /** host:port of the frontend. */
  readonly address: string;
  readonly namespace: string;
  /** Paths of PEM files; all three or the authority alone. */
  readonly tls?: { readonly cert?: string; readonly key?: string; readonly ca?: string };
  readonly apiKey?: string;
}

/** The platform's settings, read once at start from the environment. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly standinsPort: number;
  /** Absolute path of the folder that holds all state. */
  readonly dataDir: string;
  /** `postgresql://...`, or null for the SQLite file in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly temporal: TemporalConfig;
  /** A demonstration city: seeded, with role bar and entry link. For this machine only, by where it listens and by its public address. */
  readonly demo: boolean;
  /** Origin under which people reach the pages, without a trailing slash. */
  readonly publicUrl: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** A setting is wrong; `lines` holds one clear line per bad value. */
export class ConfigError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

const port = z.coerce.number({ error: 'expected a port number' }).int('expected a whole number').min(0, 'expected 0-65535').max(65535, 'expected 0-65535');
const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether people reach the pages on this machine alone, by the public address; unset, it follows YJS_HOST. */
const isOwnMachine = (url: string | undefined): boolean => url === undefined || !URL.canParse(url) || loopback.has(new URL(url).hostname.replace(/^\[|\]$/g, ''));

const settings = z
  .object({
    YJS_HOST: z.string().min(1).default('127.0.0.1'),
    YJS_PORT: port.default(7300),
    YJS_STANDINS_PORT: port.default(7301),
    YJS_TEMPORAL_PORT: port.default(7302),
    TEMPORAL_ADDRESS: z.string().regex(/^\[?[\w.:-]+\]?:\d{1,5}$/, 'expected host:port').optional(),
    TEMPORAL_NAMESPACE: z.string().regex(/^[\w.-]{1,255}$/, 'expected letters, digits, dot, dash').default('default'),
    TEMPORAL_TLS_CERT: z.string().optional(),
    TEMPORAL_TLS_KEY: z.string().optional(),
    TEMPORAL_TLS_CA: z.string().optional(),
    TEMPORAL_API_KEY: z.string().optional(),
    DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'expected postgresql://user:password@host:port/name').optional(),
    YJS_DATA: z.string().min(1).default('.data'),
    YJS_DEMO: z.enum(['0', '1'], { error: 'expected 0 or 1' }).optional(),
    YJS_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], { error: 'expected trace, debug, info, warn, error or silent' }).default('info'),
    YJS_PUBLIC_URL: z.string().refine((url) => /^https?:\/\/[^/\s]+\/?$/.test(url) && URL.canParse(url), 'expected http(s)://host[:port]').optional(),
  })
  .superRefine((env, context) => {
    if (env.YJS_DEMO === '1' && !loopback.has(env.YJS_HOST)) {
      context.addIssue({ code: 'custom', path: ['YJS_DEMO'], message: 'a demonstration city opens on loopback only; unset it or set YJS_HOST to 127.0.0.1' });
    }
    if (env.YJS_DEMO === '1' && loopback.has(env.YJS_HOST) && !isOwnMachine(env.YJS_PUBLIC_URL)) {
      context.addIssue({ code: 'custom', path: ['YJS_DEMO'], message: 'a demonstration city is for this machine only; unset it or YJS_PUBLIC_URL' });
    }
    if (Boolean(env.TEMPORAL_TLS_CERT) !== Boolean(env.TEMPORAL_TLS_KEY)) {
      context.addIssue({ code: 'custom', path: ['TEMPORAL_TLS_CERT'], message: 'expected together with TEMPORAL_TLS_KEY' });
    }
  });

/** Reads the settings; throws ConfigError with one line per bad value. Empty values count as unset. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const s = parsed.data;
  const tls = { ...(s.TEMPORAL_TLS_CERT && { cert: s.TEMPORAL_TLS_CERT, key: s.TEMPORAL_TLS_KEY }), ...(s.TEMPORAL_TLS_CA && { ca: s.TEMPORAL_TLS_CA }) };
  return {
    host: s.YJS_HOST,
    port: s.YJS_PORT,
    standinsPort: s.YJS_STANDINS_PORT,
    dataDir: isAbsolute(s.YJS_DATA) ? s.YJS_DATA : resolve(s.YJS_DATA),
    databaseUrl: s.DATABASE_URL ?? null,
    temporal: {
      address: s.TEMPORAL_ADDRESS ?? `127.0.0.1:${s.YJS_TEMPORAL_PORT}`,
      namespace: s.TEMPORAL_NAMESPACE,
      ...(Object.keys(tls).length > 0 && { tls }),
      ...(s.TEMPORAL_API_KEY && { apiKey: s.TEMPORAL_API_KEY }),
    },
    // Behind a proxy the platform listens on loopback and is for everybody all the same.
    demo: s.YJS_DEMO === undefined ? loopback.has(s.YJS_HOST) && isOwnMachine(s.YJS_PUBLIC_URL) : s.YJS_DEMO === '1',
    publicUrl: (s.YJS_PUBLIC_URL ?? `http://${s.YJS_HOST.includes(':') ? `[${s.YJS_HOST}]` : s.YJS_HOST}:${s.YJS_PORT}`).replace(/\/$/, ''),
    logLevel: s.YJS_LOG_LEVEL,
  };
}
