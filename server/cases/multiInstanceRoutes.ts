import { z } from 'zod';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { actorOf, callerOf } from '../identity/signedIn.ts';
import { answerOf, askCase, commandShape } from '../outbox/askCase.ts';
import { findCase } from './access.ts';
import { changeEvent, multiInstanceChange, multiInstanceShape, multiInstancesOf } from './multiInstances.ts';

const byNumber = z.object({ n: z.string().max(64) });
const changers = ['operator', 'administrator'] as const;

/** Multi-instance steps of a case while they run: one more, or one fewer. */
export const multiInstanceRoutes = [
  defineRoute({
    method: 'GET', path: '/api/cases/:n/multi-instances', summary: 'Multi-instance steps of a case that run, with their instances', roles: changers,
    params: byNumber, response: multiInstanceShape,
    handler: async (call) => multiInstancesOf(call.em, call.context.services.cases.outbox, await findCase(call.em, callerOf(call), call.params.n), languageOf(call.request)),
  }),
  defineRoute({
    method: 'POST', path: '/api/cases/:n/multi-instance-changes', summary: 'Add an instance to a multi-instance step that runs, or take one out', roles: changers,
    params: byNumber, body: multiInstanceChange, response: commandShape,
    async handler(call) {
      const caller = callerOf(call);
      const { caseNumber } = await findCase(call.em, caller, call.params.n);
      const role = changers.find((one) => caller.roles.includes(one))!;
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, role), event: changeEvent(call.body) }));
    },
  }),
];
