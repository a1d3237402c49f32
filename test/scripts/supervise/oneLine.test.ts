import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { claim } from '../../../scripts/supervise/runFile.ts';
import { runScript } from '../../support/runScript.ts';
import { root } from '../../support/sources.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder('one-line');
const start = (env: NodeJS.ProcessEnv) => runScript([join(root, 'scripts', 'supervisor.ts')], { YJS_PORT: '0', YJS_STANDINS_PORT: '0', YJS_TEMPORAL_PORT: '0', ...env });

test('a start with a bad setting says one line and ends with 1, and leaves no trace', async () => {
  const data = join(folder, 'bad');

  const said = await start({ YJS_DATA: data, YJS_PORT: 'seventy' });

  expect(said).toEqual({ code: 1, out: '', err: '✗ Settings: YJS_PORT: expected a port number. Correct it, then start again\n' });
  expect(existsSync(data)).toBe(false);
}, 60_000);

test('a data folder that cannot be written to is one line, not a stack', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');

  const said = await start({ YJS_DATA: join(file, 'data') });

  expect(said).toMatchObject({ code: 1, out: '' });
  expect(said.err).toBe(`✗ The data folder ${join(file, 'data')} cannot be written to (ENOTDIR). Give this user the right to, or set YJS_DATA to another folder, then start again\n`);
}, 60_000);

test('the line is Chinese where the locale is', async () => {
  const said = await start({ YJS_DATA: join(folder, 'zh'), YJS_PORT: 'seventy', LANG: 'zh_CN.UTF-8' });

  expect(said.err).toMatch(/^✗ 配置有误：YJS_PORT: .*。请改正后重新启动\n$/);
}, 60_000);

test('a start on a taken port says one line, ends with 1 and gives the data folder back', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => { holder.listen(0, '127.0.0.1', resolve); });
  const taken = (holder.address() as AddressInfo).port;
  const data = join(folder, 'taken');

  const said = await start({ YJS_DATA: data, YJS_PORT: String(taken) });

  holder.close();
  expect(said).toEqual({ code: 1, out: '', err: `✗ Port ${taken} of 127.0.0.1 is taken. Stop what listens there, or set YJS_PORT to another port\n` });
  expect(existsSync(join(data, 'run.json'))).toBe(false);
}, 60_000);

test('a second start beside a running one says where the first is and ends with 1', async () => {
  const data = join(folder, 'second');
  const first = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000) // supervisor'], { stdio: 'ignore' });
  claim(data, {
    pid: first.pid!, startedAt: '2026-03-02T01:00:00.000Z', ready: true, url: 'http://127.0.0.1:7300',
    ports: { api: 7300, standins: 7301, temporal: 7302, temporalUi: null }, temporal: { address: '127.0.0.1:7302', namespace: 'default' }, pids: {},
  });

  const said = await start({ YJS_DATA: data });

  first.kill('SIGKILL');
  expect(said).toMatchObject({ code: 1, out: '' });
  expect(said.err).toMatch(new RegExp(`^✗ Already running on .* at http://127.0.0.1:7300 \\(process ${first.pid}\\)\\. .*\\n$`));
}, 60_000);
