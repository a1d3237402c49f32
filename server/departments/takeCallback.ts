import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { checkSizes } from '../../engine/interpreter/caps.ts';
import { isReservedName, type Variables } from '../../engine/value.ts';
import { isStorable } from '../http/storable.ts';
import { receiveCallback, type Received } from '../inbox/receive.ts';
import type { EntityManager, Orm } from '../orm.ts';
import { DepartmentSystem } from './DepartmentSystem.ts';
import { callbackSecrets } from './secrets.ts';
import type { DepartmentServices } from './services.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** Body of a department's later answer. */
export const callbackBody = z.object({
  reference: z.string().min(1).max(200),
  status: z.enum(['done', 'refused']),
  code: z.string().regex(/^[^\p{C}]{1,100}$/u).optional(),
  message: z.string().max(2000).optional(),
  data: z.record(z.string(), z.json()).default({}).transform((data) => data as Variables),
  occurredAt: instant,
  reportedAt: instant,
});

const webhookId = z.string().regex(/^[\x21-\x7e]{1,200}$/);

/** A callback as it came over the wire. */
export interface RawCallback {
  readonly department: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/**
 * Takes a department's callback: signature first (five minutes old at most), then its form, then the rate of its case,
 * then the inbox. Once this returns, the department is done with it.
 * @throws DomainError CALLBACK_SIGNATURE_INVALID (an unknown department is told the same), INVALID_INPUT, VAR_TOO_LARGE,
 * STATE_TOO_LARGE, CALLBACK_THROTTLED.
 */
export async function takeCallback(orm: Orm, { master, throttle }: DepartmentServices, raw: RawCallback, now: string): Promise<Received> {
  const { department, bytes } = raw;
  const system = await (orm.em.fork() as EntityManager).findOne(DepartmentSystem, { department });
  const id = webhookId.safeParse(raw.headers['webhook-id']);
  const secrets = system === null ? [] : callbackSecrets(master, system);
  if (!id.success || !secrets.some((secret) => isSignedBy(secret, raw))) throw new DomainError('CALLBACK_SIGNATURE_INVALID');

  const parsed = callbackBody.safeParse(readJson(bytes));
  if (!parsed.success) {
    throw new DomainError('INVALID_INPUT', { issues: parsed.error.issues.slice(0, 20).map(({ path, code, message }) => ({ path: ['body', ...path].join('.'), code, message })) });
  }
  // The case would refuse it at every delivery: who sent it can mend it, so is told now.
  if (!isStorable(parsed.data) || Object.keys(parsed.data.data).some(isReservedName)) {
    throw new DomainError('INVALID_INPUT', { issues: [{ path: 'body', code: 'invalid_format', message: 'Expected names of one\'s own and text that can be stored' }] });
  }
  checkSizes(null, { type: 'job', instance: 0, attempt: 1, outcome: { kind: 'done', variables: parsed.data.data }, now, actor: { user: department, role: 'system' } });
  const wait = throttle.take(parsed.data.reference.split('.')[0] ?? '');
  if (wait > 0) throw new DomainError('CALLBACK_THROTTLED', { retryAfterSeconds: wait });
  return receiveCallback(orm, { department, webhookId: id.data, ...parsed.data }, now);
}

function isSignedBy(secret: string, { headers, bytes }: RawCallback): boolean {
  try {
    new Webhook(secret).verify(bytes, headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new DomainError('BODY_MALFORMED');
  }
}
