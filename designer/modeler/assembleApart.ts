import type { Compiled, CompileOptions } from '../../engine/compile.ts';
import type { Order } from './assemble.worker.ts';

interface Waiting {
  done(compiled: Compiled): void;
  failed(error: Error): void;
}

let worker: Worker | null | undefined;
let count = 0;
const waiting = new Map<number, Waiting>();

/**
 * Compiles a drawing beside the page, so that nobody who types or drags waits for it; on the page itself where the browser
 * gives no worker. @throws what the compiler throws, by its message.
 */
export async function assembleApart(xml: string, options: CompileOptions): Promise<Compiled> {
  const apart = started();
  if (apart === null) return (await import('../../engine/compile.ts')).assemble(xml, options);
  return new Promise((done, failed) => {
    count += 1;
    waiting.set(count, { done, failed });
    apart.postMessage({ number: count, xml, options } satisfies Order);
  });
}

function started(): Worker | null {
  if (worker !== undefined) return worker;
  try {
    worker = new Worker(new URL('./assemble.worker.ts', import.meta.url), { type: 'module' });
  } catch {
    worker = null;
    return worker;
  }
  worker.addEventListener('message', ({ data }: MessageEvent<{ number: number; compiled?: Compiled; failed?: string }>) => {
    const asked = waiting.get(data.number);
    waiting.delete(data.number);
    if (data.compiled === undefined) asked?.failed(new Error(data.failed));
    else asked?.done(data.compiled);
  });
  worker.addEventListener('error', () => {
    // A worker that can't be loaded has answered nobody, and won't: the next drawing is compiled on the page.
    worker = null;
    for (const [number, { failed }] of waiting) {
      waiting.delete(number);
      failed(new Error('The compiler could not be started beside the page'));
    }
  });
  return worker;
}
