import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { keptUntil } from '../../engine/interpreter/earlyMessages.ts';
import type { Value, Variables } from '../../engine/value.ts';
import { type Call, defineRoute } from '../http/route.ts';
import { actorOf } from '../identity/signedIn.ts';
import { untilShown } from '../outbox/askCase.ts';
import { CommandRow } from '../outbox/CommandRow.ts';
import { deliverLetter, type Outgoing } from '../post/deliverLetter.ts';
import { timeIn, worldIn } from './access.ts';

const administrators = ['administrator'] as const;
const name = z.string().trim().min(1).max(255);
const variables = z.record(z.string().max(255), z.json()).default({}).describe('No personal data: it becomes part of the history');
const deployment = z.string().max(64).optional().describe('Of a rehearsal: its own world. Without it the world on the wall clock');
const told = z.object({ delivered: z.array(z.string()).describe('Instances that waited for it'), started: z.array(z.string()).describe('Instances that it started'), keptUntil: z.string().optional().describe('Nobody waits for it yet: it is kept until then, for whoever does first') });

/** Messages and signals as BPMN means them, to whoever waits and to what they start. */
export const postRoutes = [
  defineRoute({
    method: 'POST', path: '/api/engine/messages', summary: 'Deliver a message: to the instance that waits for it longest (or to all), else to a process that starts with it', roles: administrators, limit: 1024 * 1024,
    body: z.object({
      name, key: z.json().optional().describe('Compared with the correlation key, where both have one'), variables, all: z.boolean().default(false), deployment,
      keepFor: z.string().max(64).optional().describe('ISO 8601 duration, thirty days at most: kept so long for whoever waits for it first, when nobody does yet; without it such a message is refused'),
    }),
    response: told,
    async handler(call) {
      const { key, all, keepFor, ...rest } = call.body;
      const until = keepFor === undefined ? undefined : keptUntil(await timeIn(call.em, rest.deployment, call.now), keepFor);
      const answer = await send(call, { kind: 'message', name: rest.name, variables: rest.variables as Variables, all, ...(key !== undefined && { key: key as Value }), ...(until !== undefined && { keptUntil: until }) }, rest.deployment);
      if (answer.delivered.length + answer.started.length > 0) return answer;
      if (until === undefined) throw new DomainError('MESSAGE_UNHEARD', { name: rest.name });
      return { ...answer, keptUntil: until };
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/engine/signals', summary: 'Broadcast a signal: to every instance that waits for it and every process that starts with it', roles: administrators, limit: 1024 * 1024,
    body: z.object({ name, variables, deployment }),
    response: told,
    handler: (call) => send(call, { kind: 'signal', name: call.body.name, variables: call.body.variables as Variables }, call.body.deployment),
  }),
];

/** When this returns, lists show what came of it. @throws DomainError the refusal of the only case it was for */
async function send(call: Pick<Call, 'commandId' | 'context' | 'em' | 'caller'>, letter: Pick<Outgoing, 'kind' | 'name' | 'key' | 'variables' | 'all' | 'keptUntil'>, of: string | undefined): Promise<z.input<typeof told>> {
  const { orm, services } = call.context;
  const world = await worldIn(call.em, of);
  const receivers = await deliverLetter(services.cases.outbox, { ...letter, id: call.commandId, world, sender: null, actor: actorOf(call, 'administrator') });
  const rows = await orm.em.fork().find(CommandRow, { id: { $in: receivers.map(({ commandId }) => commandId) } });
  const refused = rows.find(({ state }) => state === 'refused');
  if (refused && receivers.length === 1) throw new DomainError((refused.code ?? 'INTERNAL') as DomainError['code']);
  for (const { caseNumber, seq, state } of rows) if (state === 'done') await untilShown(orm, caseNumber, seq ?? 1);
  const numbers = (started: boolean) => receivers.filter((one) => one.started === started).map(({ caseNumber }) => caseNumber);
  return { delivered: numbers(false), started: numbers(true) };
}
