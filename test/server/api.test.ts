import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const entry = join(import.meta.dirname, '../../server/api.ts');

interface Started {
  readonly child: ChildProcess;
  readonly line: Promise<{ ready: true; port: number; url: string; entry?: string }>;
  readonly ended: Promise<{ code: number | null; said: string }>;
}

describe('The API entry', () => {
  let dataDir: string;
  const started: Started[] = [];
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-api-'));
  });
  afterAll(async () => {
    await Promise.all(started.map(({ child, ended }) => (child.kill('SIGKILL'), ended)));
    rmSync(dataDir, { recursive: true, force: true });
  });

  function start(env: Record<string, string>): Started {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(YJS_|TEMPORAL_|DATABASE_URL)/.test(name)));
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], {
      // Nobody listens there: the API must answer without Temporal.
      env: { ...inherited, YJS_DATA: dataDir, YJS_PORT: '0', YJS_TEMPORAL_PORT: '1', YJS_SUPERVISED: '1', YJS_LOG_LEVEL: 'silent', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (part: Buffer) => { said += part.toString(); });
    const line = new Promise<{ ready: true; port: number; url: string }>((resolve) => {
      child.stdout?.on('data', (part: Buffer) => {
        for (const each of part.toString().split('\n')) if (each.startsWith('{"ready"')) resolve(JSON.parse(each));
      });
    });
    const ended = new Promise<{ code: number | null; said: string }>((resolve) => child.once('exit', (code) => resolve({ code, said })));
    const api = { child, line, ended };
    started.push(api);
    return api;
  }

  test('answers before Temporal is there, says on one line where, and ends in order when its supervisor is gone', async () => {
    const first = start({});
    const { port, entry: link } = await first.line;
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, database: true, temporal: false, worker: false, city: true }]);
    expect(readFileSync(join(dataDir, 'secrets/entry.txt'), 'utf8').trim()).toBe(link);
    first.child.stdin?.end();
    expect((await first.ended).code).toBe(0);
  }, 180_000);

  test('a second start leaves accounts and keys as they are, with a new link', async () => {
    const read = (name: string) => readFileSync(join(dataDir, 'secrets', name), 'utf8');
    const before = [read('accounts.txt'), read('master.key'), read('entry.txt')];
    const second = start({});
    await second.line;
    expect([read('accounts.txt'), read('master.key')]).toEqual(before.slice(0, 2));
    expect(read('entry.txt')).not.toBe(before[2]);
    for (const name of ['accounts.txt', 'master.key', 'entry.txt']) expect([name, statSync(join(dataDir, 'secrets', name)).mode & 0o077]).toEqual([name, 0]);
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
  }, 180_000);

  test('S-08 outside a demonstration a first start makes one administrator, and neither persons nor link', async () => {
    const city = mkdtempSync(join(tmpdir(), 'yijianshi-api-city-'));
    const real = start({ YJS_DATA: city, YJS_DEMO: '0' });
    const told = await real.line;
    expect(told.entry).toBeUndefined();
    expect(readFileSync(join(city, 'secrets/accounts.txt'), 'utf8')).toMatch(/^admin\t\S{20}\n$/);
    real.child.kill('SIGTERM');
    await real.ended;
    rmSync(city, { recursive: true });
  }, 180_000);

  test('O-01 a taken port and a bad setting are one clear line each', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as AddressInfo;
    const taken = await start({ YJS_PORT: String(port) }).ended;
    holder.close();
    expect(taken).toEqual({ code: 1, said: `YJS_PORT: port ${port} on 127.0.0.1 is taken\n` });
    expect(await start({ YJS_PORT: 'x' }).ended).toEqual({ code: 1, said: 'YJS_PORT: expected a port number\n' });
  }, 180_000);
});
