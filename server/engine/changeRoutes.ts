import { z } from 'zod';
import { activationShape, activationsOf, choice } from '../cases/activations.ts';
import { changeEvent, multiInstanceChange, multiInstanceShape, multiInstancesOf } from '../cases/multiInstances.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { actorOf } from '../identity/signedIn.ts';
import { answerOf, askCase, commandShape } from '../outbox/askCase.ts';
import { findInstance } from './access.ts';

const administrators = ['administrator'] as const;
const byId = z.object({ id: z.string().max(64) });

/** What a person may change in the way of a running instance: choose activities, add and take out instances of one. */
export const changeRoutes = [
  defineRoute({
    method: 'GET', path: '/api/engine/instances/:id/activations', summary: 'Activities that a person may begin now in ad-hoc sub-processes of an instance', roles: administrators,
    params: byId, response: activationShape,
    handler: async (call) => activationsOf(call.em, call.context.services.cases.outbox, await findInstance(call.em, call.params.id), languageOf(call.request), () => true),
  }),
  defineRoute({
    method: 'POST', path: '/api/engine/instances/:id/activations', summary: 'Begin an activity of an ad-hoc sub-process', roles: administrators,
    params: byId, body: choice, response: commandShape,
    async handler(call) {
      const { caseNumber } = await findInstance(call.em, call.params.id);
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, 'administrator'), event: { type: 'activate', ...call.body } }));
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/engine/instances/:id/multi-instances', summary: 'Multi-instance activities of an instance that run', roles: administrators,
    params: byId, response: multiInstanceShape,
    handler: async (call) => multiInstancesOf(call.em, call.context.services.cases.outbox, await findInstance(call.em, call.params.id), languageOf(call.request)),
  }),
  defineRoute({
    method: 'POST', path: '/api/engine/instances/:id/multi-instance-changes', summary: 'Add to a multi-instance activity that runs, or take out of it', roles: administrators,
    params: byId, body: multiInstanceChange, response: commandShape,
    async handler(call) {
      const { caseNumber } = await findInstance(call.em, call.params.id);
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, 'administrator'), event: changeEvent(call.body) }));
    },
  }),
];
