import { Webhook } from 'standardwebhooks';
import { Agent, fetch } from 'undici';
import { DomainError } from '../../engine/errors.ts';
import type { JobOutcome } from '../../engine/event.ts';
import type { Instant } from '../../engine/value.ts';
import { checkAddress, guardedLookup, type Resolve } from './address.ts';
import { ConnectorFailure, type DepartmentSystem } from './connector.ts';
import { readReply } from './reply.ts';

/** Bounds of one call. */
export interface HttpTerms {
  /** The whole call, from the name look-up to the last byte. */
  readonly timeoutMs: number;
  /** Bytes of an answer, unpacked. */
  readonly replyLimit: number;
  readonly resolve?: Resolve;
}

export const usualTerms: HttpTerms = { timeoutMs: 10_000, replyLimit: 1_000_000 };

/** One signed message to one system. */
export interface Message {
  readonly system: DepartmentSystem;
  /** Below the system's base address, with a leading slash. */
  readonly path: string;
  /** The same for every repetition. */
  readonly idempotencyKey: string;
  readonly body: object;
  readonly now: () => Instant;
}

/** Sends messages of the department contract and says what came of them. */
export type Exchange = (message: Message, signal: AbortSignal) => Promise<JobOutcome>;

/**
 * The one place where bytes leave for a department: a POST signed by Standard Webhooks with an idempotency key, to a
 * registered address only, without redirects, within time and size. Throws a `ConnectorFailure` where a repetition may
 * help.
 */
export function createExchange(terms: HttpTerms = usualTerms): Exchange {
  const agents = new Map<string, Agent>();

  /** One pool of connections for each allow-list: what a pool holds was checked when it was connected. */
  function agentOf({ allowedHosts }: DepartmentSystem): Agent {
    const name = allowedHosts.join(' ');
    const agent =
      agents.get(name) ??
      new Agent({ connect: { lookup: guardedLookup(allowedHosts, terms.resolve), timeout: terms.timeoutMs }, maxResponseSize: -1, connections: 16 });
    agents.set(name, agent);
    return agent;
  }

  return async ({ system, path, idempotencyKey, body, now }, signal) => {
    try {
      const url = checkAddress(`${system.baseUrl}${path}`, system.allowedHosts);
      const text = JSON.stringify(body);
      const response = await fetch(url, {
        method: 'POST',
        body: text,
        dispatcher: agentOf(system),
        signal: AbortSignal.any([signal, AbortSignal.timeout(terms.timeoutMs)]),
        redirect: 'manual',
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Idempotency-Key': idempotencyKey, ...signature(system, idempotencyKey, text) },
      });
      return await readReply(response, terms.replyLimit, now());
    } catch (error) {
      return judge(error);
    }
  };
}

/** A repetition is the same message: it keeps its id, and is signed anew with the time of its sending. */
function signature(system: DepartmentSystem, id: string, body: string): Record<string, string> {
  const at = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(system.signingSecret).sign(id, at, body),
  };
}

/** TLS trouble is somebody's mistake with a certificate: repeating the call doesn't mend it. */
const tls = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY|DECRYPT)|HOSTNAME_MISMATCH|EPROTO)/;

/** An exception as far as it is looked at; one thrown by the runtime itself may belong to another realm's `Error`. */
interface Cause {
  readonly name?: string;
  readonly code?: unknown;
  readonly cause?: Cause;
}

/** What an exception of the call means. */
function judge(error: unknown): JobOutcome {
  if (error instanceof ConnectorFailure) throw error;
  for (let cause = error as Cause | undefined; cause !== undefined && cause !== null; cause = cause.cause) {
    if (cause instanceof DomainError) return final(cause.code, String(cause.details.why));
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError') throw new ConnectorFailure('DEPT_TIMEOUT', 'no answer in time');
    if (typeof cause.code !== 'string') continue;
    if (tls.test(cause.code)) return final('DEPT_TLS', cause.code);
    throw new ConnectorFailure(cause.code.includes('TIMEOUT') ? 'DEPT_TIMEOUT' : 'DEPT_UNREACHABLE', cause.code);
  }
  throw new ConnectorFailure('DEPT_UNREACHABLE', 'the call failed');
}

/** A failure that a repetition will not mend. */
export function final(code: string, message: string): JobOutcome {
  return { kind: 'failed', code, message, retryable: false };
}
