import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IdempotencyRecord } from '../../../server/http/IdempotencyRecord.ts';
import { hashPassword } from '../../../server/identity/password.ts';
import { User } from '../../../server/identity/User.ts';
import { migrate, openOrm, type Orm } from '../../../server/orm.ts';
import { DemoCity } from '../../../server/system/DemoCity.ts';
import { databases } from '../support/databases.ts';

interface Process {
  readonly child: ChildProcess;
  send(path: string, key: string, hangMs?: number): Promise<{ status: number; body: { id?: string; code?: string } }>;
}

describe.each(databases)('Two API processes on $database', ({ url }) => {
  let folder: string;
  let databaseUrl: string | null;
  let orm: Orm;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yijianshi-two-'));
    databaseUrl = await url();
    orm = await openOrm({ databaseUrl, dataDir: folder });
    await migrate(orm);
    const em = orm.em.fork();
    em.create(User, { id: 'clerk1', nameZh: '', nameEn: '', roles: ['clerk'], posts: [], department: null, passwordHash: await hashPassword('p'), createdAt: '' });
    await em.flush();
  }, 120_000);
  afterAll(async () => {
    // One that still lives would write into the folder while it is taken away.
    await Promise.all(children.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }));
    await orm.close(true);
    rmSync(folder, { recursive: true });
  });

  async function start(aheadMs = 0): Promise<Process> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../support/effectServer.ts'), folder, databaseUrl ?? '-', String(aheadMs)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, YJS_SUPERVISED: '1' },
    });
    children.push(child);
    const port = await new Promise<string>((resolve) => child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim())));
    const signedIn = await fetch(`http://127.0.0.1:${port}/api/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ username: 'clerk1', password: 'p' }) });
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { csrf } = (await signedIn.json()) as { csrf: string };
    return {
      child,
      async send(path, key, hangMs = 0) {
        const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'X-CSRF': csrf, Cookie: cookie },
          body: JSON.stringify({ hangMs }),
        });
        return { status: reply.status, body: (await reply.json()) as { id?: string; code?: string } };
      },
    };
  }

  /** Two that live through all tests: only what is to be killed, or lives in another time, is started anew. */
  let pair: Promise<[Process, Process]> | undefined;
  const both = (): Promise<[Process, Process]> => (pair ??= Promise.all([start(), start()]));

  const effects = (name: string) => orm.em.fork().count(DemoCity, { name });

  test.each(['within', 'beyond'])('C-01 C-16 forty submissions of one command at both at once have one effect (%s)', async (kind) => {
    const [one, two] = await both();
    const key = randomUUID();
    const replies = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? one : two).send(`/api/${kind}`, key)));
    const settled = await two.send(`/api/${kind}`, key);
    expect(settled.status).toBe(201);
    for (const { status, body } of replies) expect(status === 201 ? body.id : body.code).toBe(status === 201 ? settled.body.id : 'IDEMPOTENCY_IN_PROGRESS');
    expect(await effects(`${kind}:${settled.body.id}`)).toBe(1);
  }, 60_000);

  test('C-12 C-16 eighty commands at both at once all have their effect, none waits in vain', async () => {
    const [one, two] = await both();
    const replies = await Promise.all(Array.from({ length: 80 }, (_, n) => (n % 2 === 0 ? one : two).send('/api/within', randomUUID(), 1)));
    expect(replies.filter(({ status }) => status !== 201)).toEqual([]);
    for (const { body } of replies) expect(await effects(`within:${body.id}`)).toBe(1);
  }, 60_000);

  test.each(['within', 'beyond'])('C-02 FI-03 a command whose process was killed is answered after recovery, with one effect (%s)', async (kind) => {
    const first = await start();
    const key = randomUUID();
    const lost = first.send(`/api/${kind}`, key, 1500).catch(() => 'lost');
    // Killed while the command is under way, however long it took to come there.
    while ((await orm.em.fork().count(IdempotencyRecord, { state: 'running' })) === 0) await pause(20);
    await pause(200);
    first.child.kill('SIGKILL');
    expect(await lost).toBe('lost');

    const [second] = await both();
    const soon = await second.send(`/api/${kind}`, key, 1500);
    expect([soon.status, soon.body.code]).toEqual([409, 'IDEMPOTENCY_IN_PROGRESS']);
    const later = await start(16_000);
    const reply = await later.send(`/api/${kind}`, key, 1500);
    const again = await later.send(`/api/${kind}`, key, 1500);

    expect(reply.status).toBe(201);
    expect(again.body).toEqual(reply.body);
    expect(await effects(`${kind}:${reply.body.id}`)).toBe(1);
  }, 60_000);
});
