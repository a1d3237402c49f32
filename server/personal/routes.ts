import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { findCase } from '../cases/access.ts';
import { plainText } from '../cases/plainText.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { destroyCaseKey } from './personalValues.ts';

export const personalRoutes = [
  defineRoute({
    method: 'POST', path: '/api/cases/:n/erasure', summary: "Erase a closed case's applicant for good: the case's key is destroyed, every proof still holds", roles: ['administrator'], transaction: true, status: 204,
    params: z.object({ n: z.string().max(64) }),
    body: z.object({ reason: plainText(500) }),
    response: z.void(),
    async handler(call) {
      const caller = callerOf(call);
      const { caseNumber, status } = await findCase(call.em, caller, call.params.n);
      // Departments still need the values of a case that runs.
      if (status === 'starting' || status === 'running') throw new DomainError('CASE_STILL_OPEN');
      await destroyCaseKey(call.em, caseNumber, caller.user, call.now);
      call.log.warn({ caseNumber, user: caller.user }, 'applicant erased');
    },
  }),
];
