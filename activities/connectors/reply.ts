import { isUtf8 } from 'node:buffer';
import type { Response } from 'undici';
import { z } from 'zod';
import type { JobOutcome } from '../../engine/event.ts';
import type { Instant, Variables } from '../../engine/value.ts';
import { ConnectorFailure } from './connector.ts';

const variables = z.record(z.string(), z.json()).transform((data) => data as Variables);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

const done = z.object({ status: z.literal('done'), data: variables.default({}), occurredAt: instant.optional(), reportedAt: instant.optional() });
const accepted = z.object({ status: z.literal('accepted'), reference: z.string().max(200).optional() });
const refusal = z.object({
  code: z.string().regex(/^[^\p{C}]{1,100}$/u),
  message: z.string().max(2000).optional(),
  data: variables.default({}),
  occurredAt: instant.optional(),
  reportedAt: instant.optional(),
});

/** Statuses that a later repetition of the same call may cure. */
const passing = new Set([408, 425, 429]);

/**
 * What an answer of the department contract means. Resolves with an outcome, or throws a `ConnectorFailure` where the
 * same call may succeed later.
 */
export async function readReply(response: Response, limit: number, receivedAt: Instant): Promise<JobOutcome> {
  const { status } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return rejected('SSRF_BLOCKED', `redirect ${status}`);
  }
  if (passing.has(status) || status >= 500) {
    await response.body?.cancel();
    throw new ConnectorFailure('DEPT_UNAVAILABLE', `HTTP ${status}`, retryAfter(response.headers.get('retry-after')));
  }
  if (status >= 400 && status !== 422) {
    await response.body?.cancel();
    return rejected('DEPT_REJECTED', `HTTP ${status}`);
  }
  const body = await readJson(response, limit);
  if ('failure' in body) return body.failure;
  if (status === 422) {
    const parsed = refusal.safeParse(body.json);
    if (!parsed.success) return rejected('DEPT_REJECTED', 'HTTP 422 without a code');
    const { code, message, data, ...times } = parsed.data;
    return { kind: 'error', code, ...(message !== undefined && { message }), variables: data, times: threeTimes(times, receivedAt) };
  }
  if (status === 202) {
    const parsed = accepted.safeParse(body.json);
    if (parsed.success) return { kind: 'accepted', ...(parsed.data.reference !== undefined && { reference: parsed.data.reference }) };
  } else if (status === 200) {
    const parsed = done.safeParse(body.json);
    if (parsed.success) return { kind: 'done', variables: parsed.data.data, times: threeTimes(parsed.data, receivedAt) };
  }
  return rejected('DEPT_WRONG_REPLY', `HTTP ${status}, not in the terms of the contract`);
}

/**
 * The body as JSON, never more than `limit` bytes of it after unpacking. A body that is no JSON at all (nothing, a
 * maintenance page, half a message) is tried again; one in another encoding will not mend.
 */
async function readJson(response: Response, limit: number): Promise<{ json: unknown } | { failure: JobOutcome }> {
  const charset = /charset="?([\w-]+)/i.exec(response.headers.get('content-type') ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream, and with it the connection.
    if (size > limit) return { failure: rejected('DEPT_REPLY_TOO_LARGE', `more than ${limit} bytes`) };
    chunks.push(chunk);
  }
  if (charset !== 'utf-8' && charset !== 'utf8') return { failure: rejected('DEPT_WRONG_REPLY', 'not in UTF-8') };
  const bytes = Buffer.concat(chunks);
  if (!isUtf8(bytes)) return { failure: rejected('DEPT_WRONG_REPLY', 'not in UTF-8') };
  try {
    return { json: JSON.parse(bytes.toString('utf8')) };
  } catch {
    throw new ConnectorFailure('DEPT_WRONG_REPLY', `HTTP ${response.status} without JSON`);
  }
}

function threeTimes(times: { occurredAt?: Instant | undefined; reportedAt?: Instant | undefined }, receivedAt: Instant) {
  const reportedAt = times.reportedAt ?? receivedAt;
  return { occurredAt: times.occurredAt ?? reportedAt, reportedAt, receivedAt };
}

/** Seconds or an HTTP date; at most an hour is believed. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), 3_600_000);
}

function rejected(code: string, message: string): JobOutcome {
  return { kind: 'failed', code, message, retryable: false };
}
