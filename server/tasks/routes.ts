import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import type { Opinion } from '../../engine/program.ts';
import { findCase } from '../cases/access.ts';
import { formOfCase } from '../cases/formOfCase.ts';
import { plainText } from '../cases/plainText.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { actorOf, callerOf } from '../identity/signedIn.ts';
import { attachMaterials } from '../materials/attachMaterials.ts';
import { answerOf, askCase, askedBefore, commandShape } from '../outbox/askCase.ts';
import { fromText } from '../readModel/json.ts';
import { askItem, ownItem, refuseTooLate } from './askItem.ts';
import { findItem } from './access.ts';
import { describeItem, itemDetail } from './describeItem.ts';
import { itemLine, listItems } from './describeItems.ts';
import { completionValues } from './completionValues.ts';
import { WorkItem } from './WorkItem.ts';

const workers = ['clerk', 'approver', 'supervisor', 'operator'] as const;
const byId = z.object({ id: z.string().max(80) });
const empty = z.object({}).optional();
const opinions = ['agree', 'agreeWithConditions', 'disagree', 'notApplicable', 'rectify'] as const satisfies readonly Opinion[];
const list = z.array(plainText(500)).min(1).max(100);

/** People's steps: one's own inbox, and what may be done with an item. */
export const taskRoutes = [
  defineRoute({
    method: 'GET', path: '/api/work-items', summary: "The inbox of one's own department and role, most urgent first", roles: workers,
    query: z.object({ state: z.enum(['open', 'done', 'cancelled', 'all']).default('open'), q: z.string().max(100).optional(), mine: z.stringbool().optional() }),
    response: z.array(itemLine),
    handler: (call) => listItems(call.em, call.context.services.cases.master, callerOf(call), call.query, languageOf(call.request), call.now),
  }),
  defineRoute({
    method: 'GET', path: '/api/work-items/:id', summary: "One of one's own items with its case", roles: workers, params: byId, response: itemDetail,
    async handler(call) {
      const caller = callerOf(call);
      return describeItem(call.em, call.context.services.cases.master, caller, await findItem(call.em, caller, call.params.id), languageOf(call.request), call.now);
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/work-items/:id/claim', summary: 'Take an item for oneself', roles: workers, params: byId, body: empty, response: commandShape,
    async handler(call) {
      const before = await askedBefore(call);
      if (before) return answerOf(before);
      const own = await ownItem(call, call.params.id);
      refuseTooLate(own.item, own.actor.user);
      return answerOf(await askItem(call, own, { type: 'claim', instance: own.item.instance }));
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/work-items/:id/release', summary: 'Put an item back; a section chief may put back anybody\'s', roles: workers, params: byId, body: empty, response: commandShape,
    async handler(call) {
      const before = await askedBefore(call);
      if (before) return answerOf(before);
      const own = await ownItem(call, call.params.id);
      refuseTooLate(own.item, callerOf(call).posts.includes('sectionChief') ? (own.item.claimedBy ?? own.actor.user) : own.actor.user);
      return answerOf(await askItem(call, own, { type: 'release', instance: own.item.instance }));
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/work-items/:id/completion', summary: 'Finish an item with an opinion (a refusal needs its reason)', roles: workers, params: byId,
    body: z.object({
      opinion: z.enum(opinions).optional(),
      comment: plainText(5000, 0).optional(),
      variables: z.record(z.string().max(100), z.unknown()).optional(),
      occurredAt: z.iso.datetime({ precision: 3 }).optional().describe('When it happened, for an entry made afterwards (补录)'),
    }),
    response: commandShape,
    async handler(call) {
      const before = await askedBefore(call);
      if (before) return answerOf(before);
      const own = await ownItem(call, call.params.id);
      const { item, actor, now } = own;
      refuseTooLate(item, actor.user);
      const { opinion, comment, occurredAt, variables = {} } = call.body;
      const offered = fromText<string[]>(item.opinions);
      if (opinion === undefined ? offered.length > 0 : !offered.includes(opinion)) throw new DomainError('OPINION_NOT_ALLOWED', { offered });
      if (opinion === 'disagree' && !comment) throw new DomainError('REASON_REQUIRED');
      if (occurredAt !== undefined && (occurredAt > now || occurredAt < item.openedAt)) {
        throw new DomainError('INVALID_INPUT', { issues: [{ path: 'body.occurredAt', code: 'out_of_range', message: `Expected an instant from ${item.openedAt} to ${now}` }] });
      }
      const values = await completionValues(call, own, variables, opinion);
      const event = {
        type: 'complete' as const,
        instance: item.instance,
        ...(opinion !== undefined && { opinion }),
        ...(comment && { comment }),
        ...(Object.keys(values).length > 0 && { variables: values }),
        ...(occurredAt !== undefined && { occurredAt }),
      };
      return answerOf(await askItem(call, own, event, { mark: true }));
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/work-items/:id/correction', summary: 'Send back for correction: everything that is missing, once (行政许可法 32)', roles: ['approver'], params: byId,
    body: z.object({ items: list, reason: plainText(2000) }),
    response: commandShape,
    async handler(call) {
      const before = await askedBefore(call);
      if (before) return answerOf(before);
      const own = await ownItem(call, call.params.id);
      refuseTooLate(own.item, own.actor.user);
      const { items, reason } = call.body;
      return answerOf(await askItem(call, own, { type: 'procedure', procedure: 'requestCorrection', instance: own.item.instance, items, reason }));
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/cases/:n/corrections/:instance/supply', summary: 'Hand in at the window what a correction asked for', roles: ['clerk'],
    params: z.object({ n: z.string().max(64), instance: z.coerce.number().int().positive() }),
    body: z.object({ items: list.optional(), materials: z.array(z.object({ id: z.string().max(64), material: z.string().max(64) })).max(100).default([]) }),
    response: commandShape,
    async handler(call) {
      const found = await findCase(call.em, callerOf(call), call.params.n);
      const { caseNumber } = found;
      const { instance } = call.params;
      const item = await call.em.findOne(WorkItem, { id: `${caseNumber}.${instance}` });
      if (item === null) throw new DomainError('NOT_FOUND');
      const { materials } = call.body;
      const items = call.body.items ?? (item.correction ? fromText<{ items: string[] }>(item.correction).items : []);
      const event = { type: 'procedure', procedure: 'supplyCorrection', instance, items } as const;
      return answerOf(
        await askCase(call, {
          caseNumber,
          actor: actorOf(call, 'clerk'),
          event,
          alongside: async (em) => {
            await attachMaterials(em, caseNumber, (await formOfCase(em, found))?.materials ?? [], materials);
          },
        }),
      );
    },
  }),
];
