import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import type { Variables } from '../../engine/value.ts';
import { findCase } from '../cases/access.ts';
import { moveTargetShape, targetsOf } from '../cases/moveTargets.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { actorOf, callerOf } from '../identity/signedIn.ts';
import { answerOf, commandShape } from '../outbox/askCase.ts';
import { IncidentRow } from '../readModel/IncidentRow.ts';
import { caseRecords } from './caseRecords.ts';
import { protocolNames } from './connectors.ts';
import { describeDepartments, openStandings } from './describeDepartments.ts';
import { listIncidents } from './incidents.ts';
import { registerSystem } from './registerSystem.ts';
import { department, incident, record, standing } from './schemas.ts';
import { secretShape } from './secrets.ts';
import { settleIncident } from './settleIncident.ts';
import { standingOf } from './standing.ts';
import { takeCallback } from './takeCallback.ts';

const departmentId = z.object({ id: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,59}$/) });

/** Departments, their systems, what they say, and what stands still because of them. */
export const departmentRoutes = [
  defineRoute({
    method: 'GET', path: '/api/departments', summary: 'Departments with their systems and how the calls to them go', roles: 'signed-in',
    response: z.array(department),
    handler: (call) => describeDepartments(call.em, call.now),
  }),
  defineRoute({
    method: 'GET', path: '/api/departments/:id', summary: 'One department with every call that has not ended, of whichever case', roles: ['operator', 'administrator', 'supervisor', 'auditor'],
    params: departmentId,
    response: department.extend({ open: z.array(standing) }),
    async handler(call) {
      const [found] = await describeDepartments(call.em, call.now, call.params.id);
      if (found === undefined) throw new DomainError('DEPARTMENT_UNKNOWN');
      return { ...found, open: await openStandings(call.em, call.now, [found.id]) };
    },
  }),
  defineRoute({
    method: 'PUT', path: '/api/departments/:id/system', summary: "Register a department's system, or change it", roles: ['administrator'], transaction: true, status: 204,
    params: departmentId,
    body: z.object({
      protocol: z.enum(protocolNames).default('http'),
      baseUrl: z.string().max(500),
      allowedHosts: z.array(z.string().min(1).max(260)).min(1).max(20).describe('host, host:port, or a network in CIDR form'),
      secret: z.string().regex(secretShape).optional().describe('Standard Webhooks secret; left out, the present one stays'),
      maximumInFlight: z.int().min(1).max(64).default(4),
      enabled: z.boolean().default(true),
    }),
    response: z.void(),
    async handler(call) {
      await registerSystem(call.em, call.context.services.departments.master, { ...call.body, department: call.params.id }, { user: callerOf(call).user, now: call.now });
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/callbacks/:department', summary: "A department's later answer, signed by Standard Webhooks", roles: 'public', idempotent: false, withoutCsrf: true, status: 202,
    params: z.object({ department: departmentId.shape.id }),
    raw: { limit: 1_000_000 },
    response: z.object({ status: z.enum(['stored', 'repeated']) }),
    async handler(call) {
      const raw = { department: call.params.department, headers: call.request.headers, bytes: call.body as Buffer };
      return { status: await takeCallback(call.context.orm, call.context.services.departments, raw, call.now) };
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/incidents', summary: 'What stands still, with what was tried and what to do', roles: ['operator', 'administrator', 'supervisor', 'auditor'],
    query: z.object({ state: z.enum(['open', 'settled']).optional(), caseNumber: z.string().max(64).optional() }),
    response: z.array(incident),
    handler: (call) => listIncidents(call.em, call.query, languageOf(call.request), call.now),
  }),
  defineRoute({
    method: 'POST', path: '/api/incidents/:id/settlement', summary: 'Retry an incident, with corrected values where needed, skip its step, or move the case on to another', roles: ['operator'],
    params: z.object({ id: z.string().max(80) }),
    body: z.object({
      action: z.enum(['retry', 'skip', 'move']),
      to: z.string().max(255).optional().describe('Of a move: id of the element where the case goes on'),
      variables: z.record(z.string().max(100), z.json()).optional().describe('No personal data: it becomes part of the history'),
      reason: z.string().trim().min(2).max(1000),
    }),
    response: commandShape,
    async handler(call) {
      const { action, to, reason, variables } = call.body;
      const settlement = { action, reason, ...(to !== undefined && { to }), ...(variables !== undefined && { variables: variables as Variables }) };
      return answerOf(await settleIncident(call, call.params.id, actorOf(call, 'operator'), settlement));
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/incidents/:id/targets', summary: 'Elements to which an incident may be moved', roles: ['operator', 'administrator'],
    params: z.object({ id: z.string().max(80) }),
    response: moveTargetShape,
    async handler(call) {
      const found = await call.em.findOne(IncidentRow, { id: call.params.id });
      if (found === null) throw new DomainError('NOT_FOUND');
      return targetsOf(call.em, await findCase(call.em, callerOf(call), found.caseNumber), found.instance, languageOf(call.request));
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/cases/:n/records', summary: "A case's ledger of department records with their three times, and how its departments stand", roles: ['clerk', 'approver', 'supervisor', 'auditor', 'operator', 'administrator'],
    params: z.object({ n: z.string().max(64) }),
    response: z.object({ records: z.array(record), departments: z.array(standing) }),
    async handler(call) {
      const { caseNumber } = await findCase(call.em, callerOf(call), call.params.n);
      return { records: await caseRecords(call.em, caseNumber), departments: await standingOf(call.em, caseNumber, call.now) };
    },
  }),
];
