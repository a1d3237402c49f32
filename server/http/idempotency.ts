import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager, Orm } from '../orm.ts';
import { seal, unseal } from '../personal/seal.ts';
import { IdempotencyRecord } from './IdempotencyRecord.ts';

/** How long a running row belongs to its owner without a sign of life. */
const leaseMs = 15_000;
/** How long stored replies are kept. */
const keptMs = 7 * 24 * 3_600_000;

/** A reply as it went out, so that the same question gets the same bytes. */
export interface StoredReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** A key taken for this run; `renew` while working, then `settle` or `abandon`. */
export interface Claim {
  readonly scope: string;
  readonly key: string;
  readonly owner: string;
}

/** Reads the header; throws IDEMPOTENCY_KEY_MISSING or IDEMPOTENCY_KEY_INVALID (8-200 printable ASCII characters). */
export function readKey(header: string | undefined): string {
  if (header === undefined || header === '') throw new DomainError('IDEMPOTENCY_KEY_MISSING');
  if (!/^[\x21-\x7e]{8,200}$/.test(header)) throw new DomainError('IDEMPOTENCY_KEY_INVALID');
  return header;
}

/** SHA-256 over what was asked, in hex. */
export function hashRequest(method: string, path: string, body: Uint8Array): string {
  return createHash('sha256').update(`${method} ${path}\n`).update(body).digest('hex');
}

/**
 * The id of the command a key stands for: the same for every attempt, also after a crash, so that what lies behind
 * (Temporal, outbox) can do it once. 32 hex digits.
 */
export function commandIdOf(scope: string, key: string): string {
  return createHash('sha256').update(`${scope}\n${key}`).digest('hex').slice(0, 32);
}

/**
 * Takes the key, or answers with what is stored. Throws IDEMPOTENCY_KEY_REUSED for another request under the key and
 * IDEMPOTENCY_IN_PROGRESS while somebody works on it. A row whose owner died is taken over after its lease.
 */
export async function claimKey(orm: Orm, scope: string, key: string, requestHash: string, now: Date): Promise<Claim | StoredReply> {
  const owner = randomBytes(16).toString('hex');
  const leaseUntil = lease(now);
  const em = orm.em.fork();
  const keyHash = hashKey(key);
  const inserted = await em.getConnection().execute<{ affectedRows: number }>(
    `insert into idempotency_records (scope, key_hash, request_hash, state, owner, lease_until, created_at)
     values (?, ?, ?, 'running', ?, ?, ?) on conflict do nothing`,
    [scope, keyHash, requestHash, owner, leaseUntil, now.toISOString()],
    'run',
  );
  if (inserted.affectedRows === 1) return { scope, key, owner };
  const found = await em.findOne(IdempotencyRecord, { scope, keyHash });
  if (found === null) throw inProgress();
  if (found.requestHash !== requestHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  if (found.state === 'done') return { status: found.status ?? 200, contentType: found.contentType ?? '', body: openReply(scope, key, found.reply ?? null) };
  if (found.leaseUntil > now.toISOString()) throw inProgress();
  const taken = await em.nativeUpdate(IdempotencyRecord, { scope, keyHash, state: 'running', owner: found.owner, leaseUntil: found.leaseUntil }, { owner, leaseUntil });
  if (taken !== 1) throw inProgress();
  return { scope, key, owner };
}

/** Says that the owner still works on it; call at a third of the lease. */
export async function renewClaim(orm: Orm, claim: Claim, now: Date): Promise<void> {
  await orm.em.fork().nativeUpdate(IdempotencyRecord, rowOf(claim), { leaseUntil: lease(now) });
}

/** Every third of a lease: often enough to survive one lost beat. */
export const renewEveryMs = leaseMs / 3;

/**
 * Stores the reply, inside `em`'s transaction where there is one. Throws IDEMPOTENCY_IN_PROGRESS when the claim was
 * lost to somebody else, so that a transaction around it is undone.
 */
export async function settleClaim(em: EntityManager, claim: Claim, reply: StoredReply): Promise<void> {
  const settled = await em.nativeUpdate(
    IdempotencyRecord,
    rowOf(claim),
    { state: 'done', status: reply.status, contentType: reply.contentType, reply: sealReply(claim, reply.body) },
  );
  if (settled !== 1) throw inProgress();
}

/** Gives the key back: nothing is stored, the same key may be tried again at once. */
export async function abandonClaim(orm: Orm, claim: Claim): Promise<void> {
  await orm.em.fork().nativeDelete(IdempotencyRecord, rowOf(claim));
}

/** Forgets replies older than a week; returns how many. */
export async function forgetOldKeys(orm: Orm, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptMs).toISOString();
  return orm.em.fork().nativeDelete(IdempotencyRecord, { createdAt: { $lt: before } });
}

const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');
const rowOf = ({ scope, key, owner }: Claim) => ({ scope, keyHash: hashKey(key), owner, state: 'running' as const });

/** Only who brings the same key again reads the reply; the table alone opens nothing. */
const replyKey = (scope: string, key: string): Buffer => Buffer.from(hkdfSync('sha256', key, scope, 'yijianshi/reply', 32));
const sealReply = ({ scope, key }: Claim, body: string): string => seal(replyKey(scope, key), scope, Buffer.from(body, 'utf8'));
const openReply = (scope: string, key: string, sealed: string | null): string => (sealed === null ? '' : unseal(replyKey(scope, key), scope, sealed).toString('utf8'));

const lease = (now: Date): string => new Date(now.getTime() + leaseMs).toISOString();
const inProgress = (): DomainError => new DomainError('IDEMPOTENCY_IN_PROGRESS', { retryAfterSeconds: 1 });
