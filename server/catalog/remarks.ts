import { randomUUID } from 'node:crypto';
import { DomainError } from '../../engine/errors.ts';
import type { EntityManager } from '../orm.ts';
import { pendingSubmission } from './pendingSubmission.ts';
import { ReviewRemark } from './ReviewRemark.ts';
import { Submission } from './Submission.ts';

/** A thread: what was remarked on one element or the whole, and what was said to it. */
export interface Thread {
  readonly id: string;
  readonly elementId: string | null;
  /** `open` until somebody else has answered last, or who began it has withdrawn it. */
  readonly state: 'open' | 'answered' | 'withdrawn';
  readonly said: readonly ReviewRemark[];
}

/** Threads of a definition that are open, or stand on what was sent since the version before: who sent it back sees the answers. Oldest first. */
export async function threadsOf(em: EntityManager, definition: string): Promise<Thread[]> {
  const rows = await em.find(ReviewRemark, { definition }, { orderBy: { at: 'asc', position: 'asc' } });
  const sent = await em.find(Submission, { definition }, { orderBy: { submittedAt: 'desc', revision: 'desc' }, fields: ['id', 'state'] });
  const before = sent.findIndex(({ state }, index) => index > 0 && state === 'published');
  const round = new Set((before === -1 ? sent : sent.slice(0, before)).map(({ id }) => id));
  const threads = Map.groupBy(rows, ({ thread }) => thread);
  return [...threads.values()].map(describe).filter(({ state, said }) => state === 'open' || said.some(({ submission }) => round.has(submission)));
}

function describe(said: readonly ReviewRemark[]): Thread {
  const [first, end] = [said[0]!, said.at(-1)!];
  const state = end.kind === 'withdrawal' ? 'withdrawn' : end.kind === 'answer' && end.by !== first.by ? 'answered' : 'open';
  return { id: first.id, elementId: first.elementId ?? null, state, said };
}

/** Begins a thread on what waits for review. @throws DomainError NOTHING_SUBMITTED */
export async function remark(em: EntityManager, user: string, now: string, { key, elementId, text }: { key: string; elementId: string | null; text: string }): Promise<void> {
  const { id: submission } = await pendingSubmission(em, key);
  const id = randomUUID();
  await say(em, { id, definition: key, submission, thread: id, elementId, kind: 'remark', text, by: user, at: now });
}

/** Answers a thread. @throws DomainError NOT_FOUND, REMARK_SETTLED when it was withdrawn */
export async function answerRemark(em: EntityManager, user: string, now: string, input: { key: string; thread: string; text: string }): Promise<void> {
  await add(em, user, now, { ...input, kind: 'answer' });
}

/** Takes a remark back. @throws DomainError NOT_FOUND, REMARK_SETTLED, REMARK_NOT_YOURS */
export async function withdrawRemark(em: EntityManager, user: string, now: string, input: { key: string; thread: string; text: string }): Promise<void> {
  await add(em, user, now, { ...input, kind: 'withdrawal' });
}

async function add(em: EntityManager, user: string, now: string, { key, thread, text, kind }: { key: string; thread: string; text: string; kind: 'answer' | 'withdrawal' }): Promise<void> {
  const said = await em.find(ReviewRemark, { definition: key, thread }, { orderBy: { at: 'asc', position: 'asc' } });
  const [first] = said;
  if (first === undefined) throw new DomainError('NOT_FOUND');
  if (said.at(-1)?.kind === 'withdrawal') throw new DomainError('REMARK_SETTLED');
  if (kind === 'withdrawal' && first.by !== user) throw new DomainError('REMARK_NOT_YOURS');
  await say(em, { id: randomUUID(), definition: key, submission: first.submission, thread, elementId: first.elementId ?? null, kind, text, by: user, at: now });
}

async function say(em: EntityManager, row: Pick<ReviewRemark, 'id' | 'definition' | 'submission' | 'thread' | 'elementId' | 'kind' | 'text' | 'by' | 'at'>): Promise<void> {
  em.create(ReviewRemark, { ...row, position: await em.count(ReviewRemark, { definition: row.definition }) });
  await em.flush();
}
