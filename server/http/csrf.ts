import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { DomainError } from '../../engine/errors.ts';
import type { SignedIn } from '../identity/signedIn.ts';

/**
 * Refuses (CSRF) writes that another site's page could have sent: the browser says where a request comes from, and a
 * session's writes carry the token that only our own pages know.
 */
export function checkCsrf(request: Request, caller: SignedIn | null, withoutToken: boolean): void {
  const site = request.get('Sec-Fetch-Site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new DomainError('CSRF');
  if (caller === null || withoutToken) return;
  const given = Buffer.from(request.get('X-CSRF') ?? '');
  const expected = Buffer.from(caller.csrf);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new DomainError('CSRF');
}
