import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems hand out by themselves (from 32,768 on Linux, from 49,152 elsewhere): whoever takes a port
 * a moment later, by listening on port 0 or by calling out, does not get one of these.
 */
const FIRST = 12_000;
const LAST = 31_999;

const given = new Set<number>();

/** A TCP port of the loopback address that is free, is not given twice by this process and is not handed out by the system. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(FIRST, LAST + 1);
    if (given.has(port) || !(await portIsFree(port, '127.0.0.1'))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`No free port between ${FIRST} and ${LAST}`);
}

/** Whether that port of that address can be listened on now. */
export function portIsFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
