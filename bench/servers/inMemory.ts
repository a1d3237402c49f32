import { freePort } from '../../scripts/provision/freePort.ts';
import { findTemporal } from '../../scripts/provision/temporal.ts';
import { startTethered } from '../../test/support/startTethered.ts';
import type { BenchServer } from './server.ts';

/** The development server, which keeps histories in memory. */
export async function startInMemory(): Promise<BenchServer> {
  const binary = await findTemporal({ tried: () => undefined, working: () => ({ done() {}, stop() {} }) });
  if (binary === null) throw new Error('Expected the temporal command, but there is none');
  const port = await freePort();
  const server = startTethered(binary, ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--headless', '--log-level', 'error']);
  return {
    address: `127.0.0.1:${port}`,
    pids: { server: server.pid, postgres: null },
    ended: () => (server.ended() ? `The Temporal server ended: ${server.said()}` : null),
    stop: server.stop,
  };
}
