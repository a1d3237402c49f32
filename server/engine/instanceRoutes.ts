import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import type { Program } from '../../engine/program.ts';
import type { Variables } from '../../engine/value.ts';
import { Case } from '../cases/Case.ts';
import { counted } from '../http/counted.ts';
import { defineRoute } from '../http/route.ts';
import { actorOf } from '../identity/signedIn.ts';
import { answerOf, askCase, commandShape } from '../outbox/askCase.ts';
import { fromText } from '../readModel/json.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { findInstance, ofDeployment } from './access.ts';
import { describeInstance, instanceLine, instanceLines, instanceShape } from './describeInstance.ts';
import { EngineProcess } from './EngineProcess.ts';
import { findProcess } from './findProcess.ts';
import { startInstance } from './startInstance.ts';
import { stateOf, variablesOf } from './stateOf.ts';
import { describeTask, taskShape } from './tasks.ts';

const administrators = ['administrator'] as const;
const byId = z.object({ id: z.string().max(64) });
const variables = z.record(z.string().max(255), z.json()).describe('No personal data: it becomes part of the history');

/** Process instances: starting, seeing, changing and ending them. */
export const instanceRoutes = [
  defineRoute({
    method: 'POST', path: '/api/engine/instances', summary: 'Start an instance of a deployed process', roles: administrators, status: 201, limit: 1024 * 1024,
    body: z.object({
      process: z.string().max(255).describe('Its key'),
      version: counted.optional(),
      deployment: z.string().max(64).optional().describe('The version of this deployment; without it and a version the newest on the wall clock'),
      variables: variables.default({}),
    }),
    response: instanceLine,
    async handler(call) {
      const { variables: given, ...address } = call.body;
      const process = await findProcess(call.em, address);
      const { cases } = call.context.services;
      const id = await startInstance(cases, call.commandId, call.now, { process, variables: given as Variables, actor: actorOf(call, 'administrator') });
      const [line] = await instanceLines(call.em, [await findInstance(call.em, id)]);
      return line!;
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/engine/instances', summary: 'Instances, newest first', roles: administrators,
    query: z.object({ deployment: z.string().max(64).optional(), process: z.string().max(255).optional(), state: z.enum(['running', 'completed', 'terminated', 'cancelled']).optional() }),
    response: z.array(instanceLine),
    async handler(call) {
      const { deployment, process, state } = call.query;
      const where = [{ world: { $ne: null } }, ...(deployment === undefined ? [] : [await ofDeployment(call.em, deployment)]), ...(process === undefined ? [] : [{ matter: process }]), ...(state === undefined ? [] : [{ status: state }])];
      return instanceLines(call.em, await call.em.find(Case, { $and: where }, { orderBy: { acceptedAt: 'desc', caseNumber: 'desc' }, limit: 200 }));
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/engine/instances/:id', summary: 'Everything about an instance: state, tasks, waits, incidents, element counts and history, variables', roles: administrators,
    params: byId, response: instanceShape,
    handler: async (call) => describeInstance(call.em, call.context.services.cases.outbox, await findInstance(call.em, call.params.id)),
  }),
  defineRoute({
    method: 'DELETE', path: '/api/engine/instances/:id', summary: 'End a running instance: everything open is called off; what it did is kept', roles: administrators,
    params: byId,
    query: z.object({ reason: z.string().trim().min(1).max(1000).default('ended by an administrator') }),
    response: commandShape,
    async handler(call) {
      const { caseNumber } = await findInstance(call.em, call.params.id);
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, 'administrator'), event: { type: 'cancel', reason: call.query.reason } }));
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/engine/variables', summary: 'Variables of an instance', roles: administrators,
    query: z.object({ instance: z.string().max(64) }), response: z.record(z.string(), z.json()),
    async handler(call) {
      const found = await findInstance(call.em, call.query.instance);
      const { program } = await call.em.findOneOrFail(EngineProcess, { key: found.matter, version: found.definitionVersion });
      return variablesOf(await stateOf(call.em, call.context.services.cases.outbox, found, fromText<Program>(program))) as Record<string, never>;
    },
  }),
  changeOfVariables('PATCH'),
  changeOfVariables('POST'),
  defineRoute({
    method: 'GET', path: '/api/engine/tasks', summary: 'Open user tasks, oldest first', roles: administrators,
    query: z.object({ deployment: z.string().max(64).optional(), instance: z.string().max(64).optional(), element: z.string().max(255).optional() }),
    response: z.array(taskShape),
    async handler(call) {
      const { deployment, instance, element } = call.query;
      const which = [{ world: { $ne: null } }, ...(deployment === undefined ? [] : [await ofDeployment(call.em, deployment)]), ...(instance === undefined ? [] : [{ caseNumber: instance }])];
      const numbers = (await call.em.find(Case, { $and: which }, { fields: ['caseNumber'], orderBy: { acceptedAt: 'desc' }, limit: 1_000 })).map(({ caseNumber }) => caseNumber);
      const items = await call.em.find(WorkItem, { caseNumber: { $in: numbers }, state: { $in: ['open', 'claimed'] }, ...(element !== undefined && { element }) }, { orderBy: { openedAt: 'asc', instance: 'asc', id: 'asc' }, limit: 500 });
      return items.map(describeTask);
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/engine/tasks/:id/completion', summary: 'Complete an open user task', roles: administrators, limit: 1024 * 1024,
    params: z.object({ id: z.string().max(80) }),
    body: z.object({ variables: variables.default({}), opinion: z.enum(['agree', 'agreeWithConditions', 'disagree', 'notApplicable', 'rectify']).optional(), comment: z.string().max(2000).optional() }),
    response: commandShape,
    async handler(call) {
      const item = await call.em.findOne(WorkItem, { id: call.params.id });
      if (!item) throw new DomainError('NOT_FOUND');
      const { caseNumber } = await findInstance(call.em, item.caseNumber);
      const { variables: given, opinion, comment } = call.body;
      const event = { type: 'complete', instance: item.instance, variables: given as Variables, ...(opinion && { opinion }), ...(comment && { comment }) } as const;
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, 'administrator'), event }));
    },
  }),
];

/** Names that are not given keep their values, whichever of the two methods is used. */
function changeOfVariables(method: 'PATCH' | 'POST') {
  return defineRoute({
    method, path: '/api/engine/variables', summary: 'Change variables of an instance: conditions that wait for them are looked at again', roles: administrators, limit: 1024 * 1024,
    body: z.object({ instance: z.string().max(64), variables }),
    response: commandShape,
    async handler(call) {
      const { caseNumber } = await findInstance(call.em, call.body.instance);
      return answerOf(await askCase(call, { caseNumber, actor: actorOf(call, 'administrator'), event: { type: 'variables', variables: call.body.variables as Variables } }));
    },
  });
}
