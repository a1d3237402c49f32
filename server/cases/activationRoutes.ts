import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { actorOf, callerOf } from '../identity/signedIn.ts';
import { answerOf, askCase, askedBefore, commandShape } from '../outbox/askCase.ts';
import { findCase } from './access.ts';
import { activationShape, activationsOf, choice, offersIn, rightToBegin } from './activations.ts';

const byNumber = z.object({ n: z.string().max(64) });
const choosers = ['clerk', 'approver', 'operator', 'administrator'] as const;

/** Steps of a case that begin when a person chooses them: those of ad-hoc sub-processes with `gov:activation="person"`. */
export const activationRoutes = [
  defineRoute({
    method: 'GET', path: '/api/cases/:n/activations', summary: 'Steps of a case that a person may begin now', roles: choosers,
    params: byNumber, response: activationShape,
    async handler(call) {
      const caller = callerOf(call);
      const found = await findCase(call.em, caller, call.params.n);
      return activationsOf(call.em, call.context.services.cases.outbox, found, languageOf(call.request), (department) => rightToBegin(caller, found, department) !== undefined);
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/cases/:n/activations', summary: 'Begin a step of a case: of the own department, or any of a case that it leads', roles: choosers,
    params: byNumber, body: choice, response: commandShape,
    async handler(call) {
      const caller = callerOf(call);
      const found = await findCase(call.em, caller, call.params.n);
      // Begun and done, it may be offered no longer.
      const before = await askedBefore(call);
      if (before) return answerOf(before);
      const { scope, node } = call.body;
      let role = rightToBegin(caller, found, null);
      if (role === undefined) {
        const offer = (await offersIn(call.em, call.context.services.cases.outbox, found)).find((one) => one.scope === scope && one.node.id === node);
        if (!offer) throw new DomainError('ACTIVITY_NOT_OFFERED', { element: node });
        role = rightToBegin(caller, found, offer.department);
      }
      if (role === undefined) throw new DomainError('FORBIDDEN');
      return answerOf(await askCase(call, { caseNumber: found.caseNumber, actor: actorOf(call, role), event: { type: 'activate', scope, node } }));
    },
  }),
];
