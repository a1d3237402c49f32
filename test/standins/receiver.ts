import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One callback as it came in. */
export interface ReceivedCallback {
  readonly id: string;
  readonly headers: Record<string, string>;
  readonly text: string;
  readonly body: { readonly reference: string; readonly status: string; readonly code?: string; readonly data: object; readonly occurredAt: string; readonly reportedAt: string };
}

/** A small platform end for callbacks, which can be told to refuse the first few. */
export async function startReceiver(refuseFirst = 0) {
  const received: ReceivedCallback[] = [];
  let refused = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (refused < refuseFirst) {
        refused++;
        response.writeHead(503).end();
        return;
      }
      const text = Buffer.concat(chunks).toString('utf8');
      received.push({ id: String(request.headers['webhook-id']), headers: request.headers as Record<string, string>, text, body: JSON.parse(text) });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/callbacks`,
    received,
    refusals: () => refused,
    async count(wanted: number): Promise<ReceivedCallback[]> {
      for (let waited = 0; received.length < wanted && waited < 15_000; waited += 25) await new Promise((resolve) => setTimeout(resolve, 25));
      return received;
    },
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
