import { z } from 'zod';
import { findCase } from '../cases/access.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { actorOf, callerOf } from '../identity/signedIn.ts';
import { answerOf, askCase, commandShape } from '../outbox/askCase.ts';
import { startByMessage } from './startByMessage.ts';

const name = z.string().trim().min(1).max(100);
const variables = z.record(z.string().max(100), z.json()).default({}).describe('No personal data: it becomes part of the history');
const answers = z.record(z.string().max(100), z.unknown()).default({});
const senders = ['clerk', 'operator', 'administrator'] as const;

/** Messages and signals as BPMN means them: to a case that waits for one, or to a process that one starts. */
export const messageRoutes = [
  defineRoute({
    method: 'POST', path: '/api/cases/:n/messages', summary: 'Deliver a message to a case: the oldest subscription of its name takes it', roles: senders,
    params: z.object({ n: z.string().max(64) }),
    body: z.object({ name, key: z.json().optional().describe('Compared with the subscription\'s correlation key'), variables }),
    response: commandShape,
    async handler(call) {
      const { caseNumber } = await findCase(call.em, callerOf(call), call.params.n);
      const { key, ...message } = call.body;
      return answerOf(await askCase(call, { caseNumber, actor: senderOf(call), event: { type: 'message', ...message, ...(key !== undefined && { key }) } }));
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/cases/:n/signals', summary: 'Raise a signal inside a case: everybody who waits for its name hears it', roles: senders,
    params: z.object({ n: z.string().max(64) }),
    body: z.object({ name, variables }),
    response: commandShape,
    async handler(call) {
      const { caseNumber } = await findCase(call.em, callerOf(call), call.params.n);
      return answerOf(await askCase(call, { caseNumber, actor: senderOf(call), event: { type: 'signal', ...call.body } }));
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/messages', summary: 'Deliver a message that starts a case, with the application it carries', roles: senders, status: 201,
    body: z.object({
      name,
      situations: answers,
      form: answers,
      materials: z.array(z.object({ id: z.string().max(64), material: z.string().max(64) })).max(200).default([]),
    }),
    response: z.object({ caseNumber: z.string() }),
    async handler(call) {
      const acceptance = { commandId: call.commandId, actor: senderOf(call), now: call.now, language: languageOf(call.request) };
      return { caseNumber: await startByMessage(call.context.services.cases, call.em, call.body, acceptance) };
    },
  }),
];

/** Whoever sends does so in the first of the senders' roles they have. */
function senderOf(call: Parameters<typeof actorOf>[0]) {
  const role = senders.find((one) => callerOf(call).roles.includes(one)) ?? 'operator';
  return actorOf(call, role);
}
