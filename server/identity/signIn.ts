import type { Response } from 'express';
import { DomainError } from '../../engine/errors.ts';
import type { Context } from '../http/context.ts';
import { openSession } from './openSession.ts';
import { isPassword } from './password.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';
import { User } from './User.ts';

/** Signs in by password. Throws SIGN_IN_REFUSED, whatever was wrong, and SIGN_IN_THROTTLED after ten failures in ten minutes. */
export async function signIn(context: Context, response: Response, input: { username: string; password: string; address: string; old: string | null }): Promise<string> {
  await countAttempt(context.orm, input.username, input.address, context.now());
  const user = await context.orm.em.fork().findOne(User, { id: input.username, disabled: false });
  if (!(await isPassword(input.password, user?.passwordHash ?? null)) || user === null) throw new DomainError('SIGN_IN_REFUSED');
  await forgetAttempts(context.orm, input.username, input.address);
  return openSession(context, response, user.id, null, input.old);
}
