import { Webhook } from 'standardwebhooks';
import { Agent, fetch, type Response } from 'undici';
import type { JobOutcome } from '../../engine/event.ts';
import { DomainError } from '../../engine/errors.ts';
import { checkAddress, guardedLookup, type Resolve } from './address.ts';
import { ConnectorFailure, recordKinds, type Connector, type ConnectorRequest, type DepartmentSystem } from './connector.ts';
import { readReply } from './reply.ts';

/** Bounds of one call. */
export interface HttpTerms {
  /** The whole call, from the name look-up to the last byte. */
  readonly timeoutMs: number;
  /** Bytes of an answer, unpacked. */
  readonly replyLimit: number;
  readonly resolve?: Resolve;
}

const usual: HttpTerms = { timeoutMs: 10_000, replyLimit: 1_000_000 };

/**
 * The department contract over HTTP (docs/department-contract.md): `POST {baseUrl}/records/{kind}`, signed by Standard
 * Webhooks, with an idempotency key; only to registered addresses; no redirects.
 */
export function createHttpConnector(terms: HttpTerms = usual): Connector {
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

  return {
    protocol: 'http',
    async call(request, signal) {
      const { kind } = request.record;
      if (!recordKinds.some((known) => known === kind)) return final('DEPT_KIND_UNKNOWN', `no record kind ${kind}`);
      try {
        const url = checkAddress(`${request.system.baseUrl}/records/${kind}`, request.system.allowedHosts);
        const limited = AbortSignal.any([signal, AbortSignal.timeout(terms.timeoutMs)]);
        const response = await send(url, request, agentOf(request.system), limited);
        return await readReply(response, terms.replyLimit, request.now());
      } catch (error) {
        return judge(error);
      }
    },
  };
}

function send(url: URL, { system, idempotencyKey, record }: ConnectorRequest, dispatcher: Agent, signal: AbortSignal): Promise<Response> {
  const body = JSON.stringify(record);
  const at = new Date();
  return fetch(url, {
    method: 'POST',
    body,
    dispatcher,
    signal,
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'Idempotency-Key': idempotencyKey,
      // A repetition is the same message: it keeps its id, and is signed anew with the time of its sending.
      'webhook-id': idempotencyKey,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(system.signingSecret).sign(idempotencyKey, at, body),
    },
  });
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

function final(code: string, message: string): JobOutcome {
  return { kind: 'failed', code, message, retryable: false };
}
