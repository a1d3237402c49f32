import { z } from 'zod';
import { addDuration } from '../../engine/clock/iso8601.ts';
import { decodeDrawing } from '../../engine/xml/decode.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Program } from '../../engine/program.ts';
import { startsOf } from '../../engine/starts.ts';
import { Case } from '../cases/Case.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute } from '../http/route.ts';
import { actorOf, callerOf } from '../identity/signedIn.ts';
import type { EntityManager } from '../orm.ts';
import { whatMoves } from '../post/rest.ts';
import { live } from '../post/world.ts';
import { fromText } from '../readModel/json.ts';
import { findDeployment, ofDeployment } from './access.ts';
import { advanceRehearsal } from './advanceRehearsal.ts';
import { deploy } from './deploy.ts';
import { instanceLine, instanceLines } from './describeInstance.ts';
import { EngineDeployment } from './EngineDeployment.ts';
import { EngineProcess } from './EngineProcess.ts';
import { withdraw } from './withdraw.ts';

const administrators = ['administrator'] as const;
const byId = z.object({ id: z.string().max(64) });
const instant = z.iso.datetime({ precision: 3 });
const file = z.object({ name: z.string().trim().min(1).max(255), xml: z.string().min(1).optional(), base64: z.base64().min(1).optional().describe('The file as bytes, where its encoding is not UTF-8') });

const problem = z.object({
  file: z.string(),
  elementId: z.string(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  text: z.string().describe('The broken rule in words'),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const process = z.object({
  key: z.string(),
  version: z.int(),
  name: z.string(),
  hash: z.string(),
  current: z.boolean().describe('The newest of its key in its world: what starts by events'),
  starts: z.array(z.object({ element: z.string(), by: z.string(), name: z.string().optional() })),
});

const deployment = z.object({
  id: z.string(),
  rehearsal: z.boolean(),
  now: z.string().nullable().describe("A rehearsal's own clock"),
  files: z.array(z.string()),
  processes: z.array(process),
  deployedBy: z.string(),
  deployedAt: z.string(),
  withdrawn: z.object({ at: z.string(), by: z.string() }).nullable(),
});

/** Deploying drawings of the profile `bpmn`, several files at once. */
export const deploymentRoutes = [
  defineRoute({
    method: 'POST', path: '/api/engine/deployments', summary: 'Deploy BPMN files together: all of them, or none with every problem by file, element and rule', roles: administrators, status: 201, limit: 24 * 1024 * 1024,
    body: z.object({
      files: z.array(file).min(1).max(50),
      rehearsal: z.object({ now: instant }).optional().describe('A world and a virtual clock of its own from this instant on; in a demonstration city only'),
    }),
    response: deployment.extend({ problems: z.array(problem).describe('Warnings') }),
    async handler(call) {
      const { files, rehearsal } = call.body;
      if (rehearsal && !call.context.config.demo) throw new DomainError('REHEARSAL_NOT_OFFERED');
      const read = files.map(({ name, xml, base64 }) => ({ name, xml: xml ?? decoded(base64) }));
      const order = { files: read, rehearsal, user: callerOf(call).user };
      const problems = await deploy(call.context.orm, call.commandId, order, call.now, languageOf(call.request));
      return { ...(await describe(call.em, await findDeployment(call.em, call.commandId))), problems };
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/engine/deployments', summary: 'Deployments, newest first', roles: administrators,
    query: z.object({ process: z.string().max(255).optional() }),
    response: z.array(deployment),
    async handler(call) {
      const ids = call.query.process === undefined ? null : (await call.em.find(EngineProcess, { key: call.query.process }, { fields: ['deployment'] })).map((one) => one.deployment);
      const found = await call.em.find(EngineDeployment, ids === null ? {} : { id: { $in: ids } }, { orderBy: { deployedAt: 'desc', id: 'desc' }, limit: 200 });
      return Promise.all(found.map((one) => describe(call.em, one)));
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/engine/deployments/:id', summary: 'A deployment with its instances; `wait` seconds for everything in its world to come to rest', roles: administrators,
    params: byId,
    query: z.object({ wait: z.coerce.number().min(0).max(30).default(0) }),
    response: deployment.extend({
      atRest: z.boolean().describe('Nothing moves without somebody outside: no call, letter or command under way, nothing due'),
      moving: z.string().nullable().describe('What still moves, in words for whoever looks after the platform; null at rest'),
      instances: z.array(instanceLine).describe('In the order they began'),
    }),
    async handler(call) {
      const found = await findDeployment(call.em, call.params.id);
      const moving = await whatMoves(call.context.services.cases.outbox, found.world, call.query.wait * 1_000);
      const em = call.context.orm.em.fork() as EntityManager;
      return { ...(await describe(em, await findDeployment(em, found.id))), atRest: moving === null, moving, instances: await instancesOf(em, found.id) };
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/engine/deployments/:id/advance', summary: "Move a rehearsal's clock, through everything that falls due on the way", roles: administrators,
    params: byId,
    body: z.union([z.strictObject({ to: instant }), z.strictObject({ duration: z.string().max(60).describe('ISO 8601, for example PT5S') })]),
    response: z.object({
      now: z.string().describe('Where the clock stands: earlier than asked when one call was too short for it'),
      to: z.string(),
      moving: z.string().nullable().describe('What has not come to rest where the clock stands, so that it must be asked again; null when everything has'),
    }),
    async handler(call) {
      const found = await findDeployment(call.em, call.params.id);
      if (found.world === live || found.now == null) throw new DomainError('NOT_A_REHEARSAL');
      const to = 'to' in call.body ? call.body.to : addDuration(found.now, call.body.duration);
      return { ...(await advanceRehearsal(call, found.world, to, actorOf(call, 'administrator'))), to };
    },
  }),
  defineRoute({
    method: 'DELETE', path: '/api/engine/deployments/:id', summary: 'Withdraw a deployment: nothing of it starts any more; what its instances did is kept', roles: administrators, status: 204,
    params: byId,
    query: z.object({ instances: z.enum(['keep', 'cancel']).default('keep').describe('`keep` refuses while one still runs') }),
    response: z.void(),
    async handler(call) {
      await withdraw(call, await findDeployment(call.em, call.params.id), call.query.instances === 'cancel');
    },
  }),
];

async function describe(em: EntityManager, found: EngineDeployment): Promise<z.input<typeof deployment>> {
  const processes = await em.find(EngineProcess, { deployment: found.id }, { orderBy: { key: 'asc' } });
  return {
    id: found.id,
    rehearsal: found.now != null,
    now: found.now ?? null,
    files: fromText<{ name: string }[]>(found.files).map(({ name }) => name),
    processes: processes.map(({ key, version, name, programHash, current, program }) => ({
      key, version, name, current,
      hash: programHash,
      starts: startsOf(fromText<Program>(program)).map(({ node, trigger }) => ({ element: node, by: trigger.kind, ...('name' in trigger && { name: trigger.name }) })),
    })),
    deployedBy: found.deployedBy,
    deployedAt: found.deployedAt,
    withdrawn: found.withdrawnAt == null ? null : { at: found.withdrawnAt, by: found.withdrawnBy ?? '' },
  };
}

/** In the order they began; letters start several at one instant. */
async function instancesOf(em: EntityManager, deployment: string): Promise<z.input<typeof instanceLine>[]> {
  return instanceLines(em, await em.find(Case, await ofDeployment(em, deployment), { orderBy: { acceptedAt: 'asc', caseNumber: 'asc' }, limit: 1_000 }));
}

function decoded(base64: string | undefined): string {
  if (base64 === undefined) throw new DomainError('INVALID_INPUT', { issues: [{ path: 'body.files', code: 'required', message: 'Expected xml or base64' }] });
  const bytes = Buffer.from(base64, 'base64');
  try {
    return decodeDrawing(bytes);
  } catch {
    throw new DomainError('BPMN_ENCODING_UNSUPPORTED');
  }
}
