import { z } from 'zod';
import { createCodec } from '../../activities/codec.ts';
import { DomainError } from '../../engine/errors.ts';
import { findCase } from '../cases/access.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { caseHistory, historyShape } from './caseHistory.ts';
import { changeOneOpinion } from './changedCopy.ts';
import { fetchRuns } from './history.ts';
import { readRecords } from './records.ts';

/** What a verification found: equal everywhere, or the first event that differs, and who says otherwise. */
const verificationShape = z.object({
  equal: z.boolean(),
  steps: z.number(),
  chain: z.string().nullable(),
  runs: z.number().describe('Runs of the workflow replayed with the code of their time'),
  events: z.number().describe('Events of the Temporal history'),
  behind: z.number().describe('Steps the read model does not have yet'),
  firstDifference: z
    .object({ seq: z.number().nullable(), type: z.string().nullable(), element: z.string().nullable(), what: z.string(), where: z.string(), expected: z.unknown(), found: z.unknown() })
    .nullable(),
});

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
  defineRoute({
    method: 'GET', path: '/api/cases/:n/verification', summary: 'Replay a case through workflow code and interpreter, and hold it against history, rows and published flow', roles: ['auditor', 'supervisor', 'operator', 'administrator'],
    params: byNumber, response: verificationShape,
    query: z.object({ changed: z.enum(['opinion']).optional().describe('On a copy of the history with its first opinion changed; in a demonstration city only') }),
    async handler(call) {
      const { temporal, services, config } = call.context;
      const { caseNumber } = await findCase(call.em, callerOf(call), call.params.n);
      if (temporal === null) throw new DomainError('TEMPORAL_UNAVAILABLE');
      // The replaying worker is large and rarely asked for: it comes with the first verification.
      const { replayCase } = await import('./replayCase.ts');
      const records = await readRecords(call.context.orm.em.fork(), caseNumber);
      if (records === null) throw new DomainError('NOT_FOUND');
      const runs = await fetchRuns(temporal, caseNumber);
      const codec = createCodec(services.cases.master.payloads);
      if (call.query.changed !== undefined && (!config.demo || !(await changeOneOpinion(runs, codec)))) throw new DomainError('NOT_FOUND');
      const { same, difference, workflow, events, compared } = await replayCase({ caseNumber, runs, records, codec, dataDir: config.dataDir });
      return { equal: same, steps: compared.steps, chain: compared.chain || null, runs: workflow.runs, events, behind: compared.behind, firstDifference: difference };
    },
  }),
];
