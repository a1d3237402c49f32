import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { devServerArguments, untilListening } from '../../scripts/provision/devServer.ts';
import { freePort } from '../../scripts/provision/freePort.ts';
import { findTemporal } from '../../scripts/provision/temporal.ts';
import { startTethered } from './startTethered.ts';

/** Starts the one Temporal development server of this run; each answer is a new namespace on it. */
export async function startTemporal() {
  const tried: string[] = [];
  const binary = await findTemporal({
    tried: (place, why) => { tried.push(`${place}: ${why}`); },
    working: () => ({ done() {}, stop() {} }),
  });
  if (binary === null) throw new Error(`No Temporal server for the tests (${tried.join('; ')}). Put the temporal command on PATH.`);
  const folder = mkdtempSync(join(tmpdir(), 'yijianshi-temporal-'));
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const server = startTethered(binary, devServerArguments({ binary, port, file: join(folder, 'temporal.sqlite') }));
  await untilListening(port, 60_000, server.ended);
  const create = (name: string) => promisify(execFile)(binary, ['operator', 'namespace', 'create', '--namespace', name, '--retention', '87600h', '--address', address]);
  let namespaces = 0;
  return {
    async answer() {
      namespaces += 1;
      const namespace = `test-${namespaces}`;
      // The port listens a moment before the server answers.
      for (let attempt = 1; ; attempt += 1) {
        try {
          await create(namespace);
          return { address, namespace, binary };
        } catch (error) {
          if (attempt === 40) throw error;
          await new Promise((resolve) => { setTimeout(resolve, 100); });
        }
      }
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
