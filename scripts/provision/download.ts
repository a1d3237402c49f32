/** Downloads that end: a server that stops sending is given up after ten seconds, whatever the size of the file. */

/** Milliseconds without a byte after which a download is given up. */
export const STALL_MILLISECONDS = 10_000;

/** Reads a URL whole. Throws with a short reason when the server refuses, cannot be reached or stops sending. */
export async function download(url: string, onBytes: (received: number, total: number | null) => void = () => {}, stall = STALL_MILLISECONDS): Promise<Buffer> {
  const abort = new AbortController();
  const giveUp = () => abort.abort(new Error(`no byte for ${stall / 1000} s`));
  let timer = setTimeout(giveUp, stall);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, stall);
  };
  try {
    const response = await fetch(url, { signal: abort.signal });
    heard();
    if (!response.ok) throw new Error(`answer ${response.status}`);
    const total = Number(response.headers.get('content-length')) || null;
    const parts: Uint8Array[] = [];
    let received = 0;
    for await (const part of response.body ?? []) {
      heard();
      parts.push(part);
      received += part.length;
      onBytes(received, total);
    }
    return Buffer.concat(parts);
  } catch (error) {
    throw new Error(reason(abort.signal.aborted ? abort.signal.reason : error));
  } finally {
    clearTimeout(timer);
  }
}

/** A failure's shortest useful words: the cause's code where fetch hides it. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as { code?: string, message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
