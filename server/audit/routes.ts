import { z } from 'zod';
import { findCase } from '../cases/access.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { caseHistory, historyShape } from './caseHistory.ts';

const byNumber = z.object({ n: z.string().max(64) });

/** What an auditor asks: what happened in a case, and whether it is what really ran. */
export const auditRoutes = [
  defineRoute({
    method: 'GET', path: '/api/cases/:n/history', summary: 'A case step by step: events, effects, chain, version', roles: ['auditor', 'supervisor', 'operator', 'administrator'],
    params: byNumber, response: historyShape,
    async handler(call) {
      const found = await findCase(call.em, callerOf(call), call.params.n);
      return caseHistory(call.em, call.context.services.cases.master, found, languageOf(call.request));
    },
  }),
];
