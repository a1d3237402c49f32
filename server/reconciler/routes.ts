import { z } from 'zod';
import { Case } from '../cases/Case.ts';
import { defineRoute } from '../http/route.ts';
import { InboxRow } from '../inbox/InboxRow.ts';
import { CommandRow } from '../outbox/CommandRow.ts';
import { fromText } from '../readModel/json.ts';
import { Lease } from './Lease.ts';

export const reconcilerRoutes = [
  defineRoute({
    method: 'GET', path: '/api/reconciliation', summary: 'What is on its way, and cases whose workflow and read model disagree', roles: ['operator', 'administrator', 'auditor'],
    response: z.object({
      leader: z.string().nullable(),
      commandsPending: z.number(),
      callbacksPending: z.number(),
      diverged: z.array(z.object({ caseNumber: z.string(), what: z.record(z.string(), z.unknown()) })),
    }),
    async handler({ em, now }) {
      const lease = await em.findOne(Lease, { name: 'reconciler', until: { $gt: now } });
      const diverged = await em.find(Case, { diverged: { $ne: null } }, { fields: ['caseNumber', 'diverged'], orderBy: { caseNumber: 'asc' }, limit: 500 });
      return {
        leader: lease?.holder ?? null,
        commandsPending: await em.count(CommandRow, { state: 'pending' }),
        callbacksPending: await em.count(InboxRow, { state: 'stored' }),
        diverged: diverged.map((one) => ({ caseNumber: one.caseNumber, what: fromText<Record<string, unknown>>(one.diverged ?? '{}') })),
      };
    },
  }),
];
