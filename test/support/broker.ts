import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTemporal } from './startTemporal.ts';
import { startPostgres } from './startPostgres.ts';
import { builds, makeBuild } from './builds.ts';
import { findChromium } from './findChromium.ts';

/** What a run of tests shares, each started when the first suite asks for it: a unit test never waits for a server. */
type Shared = { answer(): Promise<object>, stop(): Promise<void> };

/** Starts the broker that suites ask; its address goes to the test processes in YJS_TEST_BROKER. */
export async function startBroker(): Promise<{ url: string, stop(): Promise<void> }> {
  const starts: Record<string, () => Promise<Shared>> = {
    '/temporal': startTemporal,
    '/postgres': startPostgres,
    '/chromium': async () => ({ answer: async () => ({ path: await findChromium() }), stop: async () => {} }),
    ...Object.fromEntries((Object.keys(builds) as (keyof typeof builds)[]).map((name) => [`/built/${name}`, async () => {
      const folder = await makeBuild(name);
      return { answer: async () => ({ folder }), stop: async () => {} };
    }])),
  };
  const started = new Map<string, Promise<Shared>>();
  const server = createServer((request, response) => {
    const reply = (status: number, body: object) => response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(body));
    const path = request.url ?? '';
    const start = starts[path];
    if (start === undefined) return reply(404, { problem: `No ${path}` });
    if (!started.has(path)) started.set(path, start());
    return started.get(path)!.then((shared) => shared.answer())
      .then((body) => reply(200, body), (error: Error) => reply(500, { problem: error.message }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await Promise.allSettled([...started.values()].map(async (shared) => (await shared).stop()));
    },
  };
}

/** Asks the broker of this run for one thing. Throws with the broker's one line when it cannot be had. */
export async function ask<Answer>(path: string): Promise<Answer> {
  const broker = process.env.YJS_TEST_BROKER;
  if (broker === undefined) throw new Error('No test broker: run the tests through npm test or with the jest.config.js of this project');
  const response = await fetch(broker + path);
  const body = await response.json() as Answer & { problem?: string };
  if (!response.ok) throw new Error(body.problem);
  return body;
}
