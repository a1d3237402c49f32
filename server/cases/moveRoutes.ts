import { z } from 'zod';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { actorOf, callerOf } from '../identity/signedIn.ts';
import { answerOf, askCase, commandShape } from '../outbox/askCase.ts';
import { findCase } from './access.ts';
import { moveTargetShape, targetsOf } from './moveTargets.ts';
import { plainText } from './plainText.ts';

const byNumber = z.object({ n: z.string().max(64) });

/** An administrator moves a case on or back when nothing drawn does. */
export const moveRoutes = [
  defineRoute({
    method: 'GET', path: '/api/cases/:n/move-targets', summary: 'Elements to which a case, or one of its tokens, may be moved', roles: ['operator', 'administrator'],
    params: byNumber,
    query: z.object({ instance: z.coerce.number().int().positive().optional() }),
    response: moveTargetShape,
    handler: async (call) => targetsOf(call.em, await findCase(call.em, callerOf(call), call.params.n), call.query.instance, languageOf(call.request)),
  }),
  defineRoute({
    method: 'POST', path: '/api/cases/:n/moves', summary: 'Move a case: withdraw a token, or everything, and start at an element; refused where the flow could not end', roles: ['administrator'],
    params: byNumber,
    body: z.object({
      from: z.int().positive().optional().describe('Instance that is withdrawn, or whose content is where `to` lies inside; everything of the process without it'),
      to: z.string().min(1).max(255).describe('Id of the element that starts'),
      reason: plainText(1000),
    }),
    response: commandShape,
    async handler(call) {
      const { caseNumber } = await findCase(call.em, callerOf(call), call.params.n);
      const { from, to, reason } = call.body;
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, 'administrator'), event: { type: 'move', to, reason, ...(from !== undefined && { from }) } }));
    },
  }),
];
