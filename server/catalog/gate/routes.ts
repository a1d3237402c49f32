import { z } from 'zod';
import { hash } from '../../../engine/canonical.ts';
import { DomainError } from '../../../engine/errors.ts';
import { type Call, defineRoute } from '../../http/route.ts';
import { callerOf } from '../../identity/signedIn.ts';
import { shownState, shownStates } from '../backgroundRun.ts';
import { programIn } from '../compileDrawing.ts';
import { compileSubmission } from '../compileSubmission.ts';
import { byKey } from '../definitionKey.ts';
import { pendingSubmission } from '../pendingSubmission.ts';
import { GateExplanation } from './GateExplanation.ts';
import { groupHash } from './groupHash.ts';
import { countFinished, countMissing } from './pastCases.ts';
import { cancelGate, newestRun, startGate } from './runGate.ts';

const difference = z.object({ code: z.string(), seq: z.number(), event: z.string(), element: z.string().nullable(), instead: z.string().optional(), detail: z.string().optional() });

const gateShape = z.object({
  state: z.enum(['none', ...shownStates]).describe('`none`: not run yet; `stopped`: its process has died'),
  finished: z.number().describe('Finished cases of the matter now'),
  missing: z.number().describe('Finished cases that have not been folded yet'),
  stale: z.boolean().describe('What is called has changed since it ran: all is folded anew'),
  total: z.number(), done: z.number(), same: z.number(),
  startedBy: z.string().nullable(), startedAt: z.string().nullable(),
  groups: z.array(z.object({
    id: z.string(), kind: z.enum(['other', 'impossible']), first: difference.nullable(), end: difference.nullable(), count: z.number(), cases: z.array(z.string()),
    explanation: z.object({ text: z.string(), by: z.string(), at: z.string() }).nullable(),
  })),
});

async function describeGate({ em, params: { key }, now, context }: Pick<Call<{ key: string }>, 'em' | 'params' | 'now' | 'context'>): Promise<z.input<typeof gateShape>> {
  const submission = await pendingSubmission(em, key);
  const past = { matter: key, rehearsals: context.config.demo };
  const [run, finished] = [await newestRun(em, submission.id), await countFinished(em, past)];
  if (run === null) return { state: 'none', finished, missing: finished, stale: false, total: 0, done: 0, same: 0, startedBy: null, startedAt: null, groups: [] };
  const explanations = new Map((await em.find(GateExplanation, { submission: submission.id })).map((each) => [each.group, each]));
  const { state, groups } = run;
  return {
    state: shownState(run, now), finished, missing: await countMissing(em, past, run.id), total: run.total, done: run.done, same: run.same, startedBy: run.startedBy, startedAt: run.startedAt,
    stale: state === 'done' && run.programHash !== hash(programIn(await compileSubmission(em, submission, now))),
    // Half a run says nothing yet.
    groups: (state === 'done' ? groups : []).map(({ signature, kind, first, end, count, cases }) => {
      const said = explanations.get(groupHash(signature));
      return { id: groupHash(signature), kind, first, end, count, cases: [...cases], explanation: said ? { text: said.text, by: said.by, at: said.at } : null };
    }),
  };
}

/** The replay gate of what waits for review. */
export const gateRoutes = [
  defineRoute({
    method: 'GET', path: '/api/definitions/:key/gate', summary: 'How every finished case of the matter goes through what waits for review', roles: ['designer', 'publisher', 'auditor', 'administrator'],
    params: byKey, response: gateShape,
    handler: describeGate,
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions/:key/gate', summary: 'Fold every finished case that has not been folded yet through what waits for review; goes on in the background', roles: ['designer', 'publisher'], status: 202,
    params: byKey, response: gateShape,
    async handler(call) {
      const { run, ended } = await startGate(call.context, callerOf(call).user, call.params.key);
      ended.then(() => call.log.info({ gate: run.id }, 'replay gate ended'), (error: unknown) => call.log.error({ gate: run.id, err: error }, 'replay gate broke off'));
      return describeGate(call);
    },
  }),
  defineRoute({
    method: 'DELETE', path: '/api/definitions/:key/gate', summary: 'Stop a run that goes', roles: ['designer', 'publisher'],
    params: byKey, response: gateShape,
    async handler(call) {
      await cancelGate(call.em, call.params.key, call.now);
      return describeGate(call);
    },
  }),
  defineRoute({
    method: 'PUT', path: '/api/definitions/:key/gate/:group', summary: 'Explain a group of like differences', roles: ['designer', 'publisher'], transaction: true,
    params: byKey.extend({ group: z.string().regex(/^[0-9a-f]{64}$/) }), body: z.object({ text: z.string().trim().min(5).max(2000) }), response: gateShape,
    async handler(call) {
      const submission = await pendingSubmission(call.em, call.params.key);
      const run = await newestRun(call.em, submission.id);
      if (!run?.groups.some(({ signature }) => groupHash(signature) === call.params.group)) throw new DomainError('NOT_FOUND');
      const said = { submission: submission.id, group: call.params.group, text: call.body.text, by: callerOf(call).user, at: call.now };
      await call.em.upsert(GateExplanation, said);
      await call.em.flush();
      return describeGate(call);
    },
  }),
];
