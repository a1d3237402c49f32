import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';

/** Ledger line as `/ledger` shows it. */
export interface LedgerLine {
  readonly key: string;
  readonly department: string;
  readonly caseNumber: string;
  readonly operation: string;
}

/** A running stand-in process of its own, with its own folder. */
export interface RunningStandins {
  readonly base: string;
  readonly port: number;
  readonly folder: string;
  secret(department: string): string;
  control(path: string, body: object, method?: string): Promise<Response>;
  ledger(query?: string): Promise<LedgerLine[]>;
  /** The file itself, line by line. */
  ledgerFile(): LedgerLine[];
  post(path: string, body: object, headers?: Record<string, string>): Promise<Response>;
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `standins/main.ts` on a free port; `stop` removes the folder. */
export async function startStandins(): Promise<RunningStandins> {
  const folder = mkdtempSync(join(tmpdir(), 'standins-'));
  let child: ChildProcess;
  let port = 0;

  async function launch(): Promise<void> {
    child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'standins/main.ts'], {
      env: { PATH: process.env.PATH, YJS_DATA: folder, YJS_STANDINS_PORT: String(port) },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout! })) {
      port = (JSON.parse(line) as { port: number }).port;
      break;
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  const secret = (department: string): string => {
    const key = Buffer.from(readFileSync(join(folder, 'secrets', 'standins.key'), 'utf8').trim(), 'hex');
    return `whsec_${createHmac('sha256', key).update(`department:${department}`).digest('base64')}`;
  };

  await launch();
  const base = `http://127.0.0.1:${port}`;
  return {
    base,
    port,
    folder,
    secret,
    control: (path, body, method = 'PUT') =>
      fetch(`${base}/control${path}`, { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    ledger: async (query = '') => ((await (await fetch(`${base}/ledger${query}`)).json()) as { entries: LedgerLine[] }).entries,
    ledgerFile: () =>
      readFileSync(join(folder, 'standins', 'ledger.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LedgerLine),
    post: (path, body, headers = {}) => {
      const department = /^\/d\/([^/]+)\//.exec(path)?.[1] ?? 'workers';
      const text = JSON.stringify(body);
      return fetch(`${base}${path}`, { method: 'POST', body: text, headers: { ...signed(secret(department), text), ...headers } });
    },
    kill: () => end('SIGKILL'),
    restart: launch,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Headers of a signed request with a fresh idempotency key. */
export function signed(secret: string, body: string, { at = new Date(), id = randomUUID() as string } = {}): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'Idempotency-Key': id,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

/** A well-formed record for a stand-in department. */
export function aRecord(department: string, changes: object = {}): object {
  return {
    caseNumber: 'YJS-TEST-1',
    sequence: 1,
    kind: 'processing',
    department,
    operation: 'processing',
    item: null,
    occurredAt: '2026-11-25T01:00:00.000Z',
    reportedAt: '2026-11-25T01:00:00.000Z',
    data: { area: 120 },
    callback: null,
    ...changes,
  };
}
