import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { freePorts, readSettings } from '../../../scripts/supervise/settings.ts';
import { freePort } from '../../support/freePort.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder('settings');

test.each([
  [{ YJS_PORT: 'abc' }, /YJS_PORT/],
  [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL/],
  [{ TEMPORAL_ADDRESS: 'nowhere' }, /TEMPORAL_ADDRESS/],
  [{ YJS_DEMO: '1', YJS_HOST: '0.0.0.0' }, /YJS_DEMO/],
])('%j is one line that names the setting', async (env, line) => {
  await expect(readSettings(env)).rejects.toMatchObject({ key: 'settingBad', params: { problem: expect.stringMatching(line) } });
});

test('a port of 0 becomes a free one, the same for every part', async () => {
  const { config, env, temporalPort } = await readSettings({ YJS_PORT: '0', YJS_STANDINS_PORT: '0', YJS_TEMPORAL_PORT: '0', YJS_DATA: join(folder, 'data') });

  expect([env.YJS_PORT, env.YJS_STANDINS_PORT, env.YJS_TEMPORAL_PORT]).toEqual([config.port, config.standinsPort, temporalPort].map(String));
  expect(config.temporal.address).toBe(`127.0.0.1:${temporalPort}`);
  expect(config.publicUrl).toBe(`http://127.0.0.1:${config.port}`);
});

test('a taken port is one line that names the port and its setting; the Temporal port is ours alone without a cluster', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => { holder.listen(0, '127.0.0.1', resolve); });
  const taken = String((holder.address() as AddressInfo).port);
  const ports = { YJS_PORT: String(await freePort()), YJS_STANDINS_PORT: String(await freePort()), YJS_TEMPORAL_PORT: taken };

  await expect(freePorts(await readSettings(ports), 0)).rejects.toMatchObject({ key: 'portTaken', params: { setting: 'YJS_TEMPORAL_PORT', port: Number(taken) } });
  await freePorts(await readSettings({ ...ports, TEMPORAL_ADDRESS: 'temporal.example:7233' }), 0);
  await new Promise((resolve) => { holder.close(resolve); });
});
