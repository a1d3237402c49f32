import { z } from 'zod';
import { registerTermsSchema } from '../../definitions/register/schema.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { enterTerms, retireEntry } from './entries.ts';
import { RegisterEntryRow } from './RegisterEntryRow.ts';
import { RegisterRequest } from './RegisterRequest.ts';
import { decideRequest, requestEntry } from './requests.ts';

const entry = registerTermsSchema.extend({
  version: z.number(),
  state: z.enum(['inForce', 'retired']),
  note: z.string(),
  enteredBy: z.string(),
  enteredAt: z.string(),
});

const request = z.object({
  id: z.string(),
  definition: z.string(),
  terms: registerTermsSchema,
  reason: z.string(),
  state: z.enum(['pending', 'approved', 'refused']),
  requestedBy: z.string(),
  requestedAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  comment: z.string().nullable(),
});

const note = z.string().trim().min(1).max(500);

/** The register of matters (事项目录): outside it nothing may be published (SC-21). The administrator keeps it. */
export const registerRoutes = [
  defineRoute({
    method: 'GET', path: '/api/register', summary: 'Every version of every entry of the register, and the wishes for entries', roles: ['designer', 'publisher', 'supervisor', 'auditor', 'administrator'],
    response: z.object({
      entries: z.array(entry), requests: z.array(request),
      departments: z.array(z.object({ id: z.string(), name: z.string() })), items: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
    async handler({ em, request: asked }) {
      const { departments, serviceItems } = loadOrganisation();
      const english = languageOf(asked) === 'en';
      const entries = await em.find(RegisterEntryRow, {}, { orderBy: { code: 'asc', version: 'desc' } });
      const requests = await em.find(RegisterRequest, {}, { orderBy: { requestedAt: 'desc' }, limit: 200 });
      return {
        entries: entries.map(describeEntry), requests: requests.map(describeRequest),
        departments: departments.map(({ id, name }) => ({ id, name: english ? name.en : name.zh })), items: serviceItems.map(({ code, name }) => ({ code, name: english ? name.en : name.zh })),
      };
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/register', summary: 'Enter an entry, or the next version of one', roles: ['administrator'], transaction: true, status: 201,
    body: z.object({ terms: registerTermsSchema, note }), response: entry,
    handler: async (call) => describeEntry(await enterTerms(call.em, callerOf(call).user, call.now, call.body.terms, call.body.note)),
  }),
  defineRoute({
    method: 'POST', path: '/api/register/:code/retirement', summary: 'End an entry from a day on', roles: ['administrator'], transaction: true, status: 201,
    params: z.object({ code: registerTermsSchema.shape.code }), body: z.object({ from: z.iso.date(), note }), response: entry,
    handler: async (call) => describeEntry(await retireEntry(call.em, callerOf(call).user, call.now, { code: call.params.code, ...call.body })),
  }),
  defineRoute({
    method: 'POST', path: '/api/register-requests', summary: "Ask the register's keeper for an entry", roles: ['designer'], transaction: true, status: 201,
    body: z.object({ definition: z.string().max(60), terms: registerTermsSchema, reason: note }), response: request,
    handler: async (call) => describeRequest(await requestEntry(call.em, callerOf(call).user, call.now, call.body)),
  }),
  defineRoute({
    method: 'POST', path: '/api/register-requests/:id/decision', summary: "The keeper's decision on a wish", roles: ['administrator'], transaction: true,
    params: z.object({ id: z.uuid() }), body: z.object({ decision: z.enum(['approve', 'refuse']), comment: z.string().trim().max(500) }), response: request,
    handler: async (call) => describeRequest(await decideRequest(call.em, callerOf(call).user, call.now, { id: call.params.id, approve: call.body.decision === 'approve', comment: call.body.comment })),
  }),
];

function describeEntry(row: RegisterEntryRow): z.input<typeof entry> {
  const { code, version, name, leadDepartment, limit, items, state, validFrom, validTo, enteredBy, enteredAt } = row;
  return { code, version, name, leadDepartment, limit, items, state, validFrom, validTo: validTo ?? null, note: row.note, enteredBy, enteredAt };
}

function describeRequest(row: RegisterRequest): z.input<typeof request> {
  const { id, definition, terms, reason, state, requestedBy, requestedAt } = row;
  return { id, definition, terms, reason, state, requestedBy, requestedAt, decidedBy: row.decidedBy ?? null, decidedAt: row.decidedAt ?? null, comment: row.comment ?? null };
}
