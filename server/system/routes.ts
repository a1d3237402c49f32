import { z } from 'zod';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { DomainError } from '../../engine/errors.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute, Reply, type Call } from '../http/route.ts';
import { demoShape, describeDemo, nameDemoCases } from './demo.ts';
import { liveCase, liveShape } from './liveCase.ts';
import { nextWorkingDay } from './nextWorkingDay.ts';
import { openApi } from './openApi.ts';
import { readiness } from './readiness.ts';
import { readSetup, setupShape } from './setup.ts';
import { letStandInAnswer, listStandIns, standInModes, standInShape, tellStandIn } from './standIns.ts';

const department = z.object({ department: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/) });
const caseNumber = z.string().min(1).max(64);
const readinessShape = z.object({ ready: z.boolean(), database: z.boolean(), temporal: z.boolean(), worker: z.boolean(), city: z.boolean() });

/** Health, set-up, the description of the API, and what only a demonstration city has. */
export const systemRoutes = [
  defineRoute({
    method: 'GET', path: '/healthz', summary: 'The process answers', roles: 'public', response: z.object({ status: z.literal('ok') }),
    handler: async () => ({ status: 'ok' as const }),
  }),
  defineRoute({
    method: 'GET', path: '/readyz', summary: 'Database, Temporal and a worker answer (503 otherwise)', roles: 'public', response: readinessShape,
    async handler({ context }) {
      const parts = await readiness(context);
      return parts.ready ? parts : new Reply({ status: 503, type: 'application/json', body: JSON.stringify(parts), headers: { 'Retry-After': '1' } });
    },
  }),
  defineRoute({
    method: 'GET', path: '/openapi.json', summary: 'This description', roles: 'public', response: z.record(z.string(), z.unknown()),
    handler: async ({ context }) => openApi(context.routes) as Record<string, unknown>,
  }),
  defineRoute({
    method: 'GET', path: '/api/setup', summary: 'Steps of the set-up with their seconds', roles: 'public', response: setupShape,
    handler: ({ context, request, now }) => readSetup(context.config.dataDir, languageOf(request), now, async () => (await readiness(context)).ready),
  }),
  defineRoute({
    method: 'GET', path: '/api/demo', summary: "The demonstration city's rehearsal cases, date and ticked cards", roles: 'signed-in', response: demoShape,
    async handler(call) {
      requireDemo(call);
      return describeDemo(call.em, call.context);
    },
  }),
  defineRoute({
    method: 'PUT', path: '/api/demo/cases', summary: "Name the demonstration city's rehearsal cases", roles: ['administrator'], status: 204, transaction: true,
    body: z.strictObject({ main: caseNumber, silent: caseNumber, finished: caseNumber }), response: z.void(),
    async handler(call) {
      requireDemo(call);
      await nameDemoCases(call.em, call.body);
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/demo/live', summary: 'The rehearsal case that the first screen shows to everybody, personal values as the caller may see them', roles: 'signed-in',
    response: liveShape,
    async handler(call) {
      requireDemo(call);
      return liveCase(call);
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/demo/next-working-day', summary: 'Move the rehearsal cases to the close of the next working day', roles: 'signed-in',
    response: z.object({ to: z.string(), jumped: z.array(z.string()).describe('Days off that were passed') }),
    async handler(call) {
      requireDemo(call);
      const { to, jumped } = await nextWorkingDay(call);
      return { to, jumped: [...jumped] };
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/demo/stand-ins', summary: 'Stand-in departments and what they hold', roles: ['operator', 'administrator'], response: z.array(standInShape),
    async handler(call) {
      requireDemo(call);
      return listStandIns(call.context.config, loadOrganisation().departments.map(({ id }) => id));
    },
  }),
  defineRoute({
    method: 'PUT', path: '/api/demo/stand-ins/:department', summary: 'Tell a stand-in department how to behave', roles: ['operator', 'administrator'], status: 204,
    params: department, body: z.object({ mode: z.enum(standInModes) }), response: z.void(),
    async handler(call) {
      requireDemo(call);
      await tellStandIn(call.context.config, call.params.department, call.body.mode);
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/demo/stand-ins/:department/answer', summary: 'Let a stand-in department answer what it holds', roles: ['operator', 'administrator'],
    params: department, body: z.object({ times: z.int().min(1).max(5).default(1) }), response: z.object({ answered: z.number() }),
    async handler(call) {
      requireDemo(call);
      return { answered: await letStandInAnswer(call.context.config, call.params.department, call.body.times) };
    },
  }),
];

/** Outside a demonstration city these routes don't exist. */
function requireDemo({ context }: Pick<Call, 'context'>): void {
  if (!context.config.demo) throw new DomainError('NOT_FOUND');
}
