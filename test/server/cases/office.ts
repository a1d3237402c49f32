import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openClient, type Person, type PlatformClient } from '../../../server/client/client.ts';
import { fillForm, type FormField } from '../../../server/client/fillForm.ts';
import { openOrm, type Orm } from '../../../server/orm.ts';
import { freePort } from '../../support/freePort.ts';
import { postgres } from '../../support/postgres.ts';
import { temporal } from '../../support/temporal.ts';

const root = join(import.meta.dirname, '../../..');

/** A process of the platform that a test started. */
export interface Part {
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  ended(): boolean;
}

/** The platform in real processes, without a supervisor: stand-ins, one worker, and as many API processes as a test asks for. */
export interface Platform {
  readonly dataDir: string;
  /** Where the stand-in departments are told how to behave. */
  readonly standinsUrl: string;
  /** The database behind it, for looking. */
  readonly orm: Orm;
  /** The first API process's client. */
  readonly client: PlatformClient;
  as(user: string): Promise<Person>;
  /** Another API process; with a debug point it kills itself there, once. */
  api(options?: { dieAt?: string }): Promise<{ readonly url: string; readonly client: PlatformClient; readonly part: Part }>;
  worker(): Promise<Part>;
  close(): Promise<void>;
}

/** Starts it on SQLite or PostgreSQL, and on a Temporal namespace of its own. */
export async function openPlatform(database: 'SQLite' | 'PostgreSQL'): Promise<Platform> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-office-'));
  const { address, namespace } = await temporal();
  const databaseUrl = database === 'PostgreSQL' ? (await postgres()).url : null;
  const parts: Part[] = [];
  const standinsPort = await freePort();
  const env = {
    ...process.env,
    YJS_DATA: dataDir,
    YJS_STANDINS_PORT: String(standinsPort),
    YJS_DEMO: '1',
    YJS_LOG_LEVEL: 'warn',
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
  };
  const start = async (file: string, more: Record<string, string> = {}, ready = /"ready":\s*true|worker ready/): Promise<Part> => {
    const part = await startPart(file, { ...env, ...more }, ready);
    parts.push(part);
    return part;
  };
  const api: Platform['api'] = async ({ dieAt } = {}) => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const file = dieAt === undefined ? 'server/api.ts' : 'test/server/outbox/dyingApi.ts';
    const part = await start(file, { YJS_PORT: String(port), YJS_PUBLIC_URL: url, ...(dieAt !== undefined && { YJS_TEST_DIE_AT: dieAt }) });
    return { url, client: openClient(url, dataDir), part };
  };
  const worker = () => start('server/worker.ts', { YJS_LOG_LEVEL: 'info' });
  const stopAll = async (): Promise<void> => {
    for (const part of parts.toReversed()) await part.stop();
  };
  try {
    await start('standins/main.ts', {}, /./);
    const first = await api();
    await worker();
    const orm = await openOrm({ dataDir, databaseUrl });
    const close = async (): Promise<void> => {
      await stopAll();
      await orm.close(true);
      rmSync(dataDir, { recursive: true, force: true });
    };
    return { dataDir, standinsUrl: `http://127.0.0.1:${standinsPort}`, orm, client: first.client, as: (user) => first.client.as(user), api, worker, close };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function startPart(file: string, env: Record<string, string | undefined>, ready: RegExp): Promise<Part> {
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, file)], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        if (said.length > 200) said.shift();
        if (process.env.YJS_TEST_SHOW) process.stderr.write(`${file}: ${line}\n`);
        if (ready.test(line)) resolve();
      });
    }
    child.once('exit', (code) => reject(new Error(`Expected ${file} to start, but it ended with ${code}: ${said.slice(-5).join(' | ')}`)));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(patience);
  };
  return { kill: () => end('SIGKILL'), stop: () => end('SIGTERM'), ended: () => child.exitCode !== null || child.signalCode !== null };
}

/** Asks again until there is an answer, three quarters of a minute at most: a busy machine is no failure. */
export async function eventually<T>(ask: () => Promise<T | null | undefined | false>, withinMs = 45_000): Promise<T> {
  for (const until = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > until) throw new Error(`Expected it within ${withinMs} ms, but it did not come`);
  }
}

/** The matter of these tests: one food review, a joint visit, a decision. */
export const restaurant = 'open-a-restaurant';

/** A whole application with the matter's samples, its materials handed in; the same object is the same request. */
export async function sampleApplication(clerk: Person): Promise<object> {
  const guide = await clerk.get<{ form: { sections: { fields: FormField[] }[] } }>(`/api/matters/${restaurant}/guide`);
  const materials = [];
  for (const id of ['licence', 'premises', 'layout']) {
    const { id: material } = await clerk.upload<{ id: string }>('/api/materials', Buffer.from('%PDF-1.4\n%%EOF\n'), { 'X-Filename': `${id}.pdf`, 'X-Kind': id });
    materials.push({ id, material });
  }
  const { signboardText: _, ...form } = fillForm(guide.form, {}, '2026-09-18');
  return { matter: restaurant, situations: { hotFood: false, signboard: false, area: 80 }, form, materials };
}
