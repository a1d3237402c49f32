import type { Response } from 'supertest';
import type { Caller } from './openTestApp.ts';

/** Decides on what waits for review, as somebody who has just looked at it does; where nothing waits, the server says so. */
export async function review(publisher: Caller, key: string, said: { readonly decision?: 'publish' | 'reject'; readonly comment?: string } = {}): Promise<Response> {
  const { submission } = (await publisher.get(`/api/definitions/${key}`)).body as { submission: { id: string } | null };
  return publisher.send('post', `/api/definitions/${key}/review`, { decision: 'publish', ...said, submission: submission?.id ?? 'none' });
}
