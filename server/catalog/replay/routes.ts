import { z } from 'zod';
import type { Context } from '../../http/context.ts';
import { defineRoute } from '../../http/route.ts';
import { callerOf } from '../../identity/signedIn.ts';
import type { EntityManager } from '../../orm.ts';
import { shownState, shownStates } from '../backgroundRun.ts';
import { byKey } from '../definitionKey.ts';
import { findDefinition, findVersion } from '../findDefinition.ts';
import { scenarioDifference } from '../scenarioRoutes.ts';
import { newestRuns, requireReplays, startReplay, stopReplays } from './replay.ts';

const replaysShape = z.object({
  possible: z.boolean().describe('Whether this platform replays scenarios: a demonstration city does'),
  version: z.number().nullable().describe('The newest published version, whose scenarios can be replayed'),
  scenarios: z.array(z.object({
    id: z.string(),
    run: z.object({
      state: z.enum(shownStates).describe('`stopped`: its process has died'),
      total: z.number().describe('Steps of the scenario'), done: z.number(),
      startedBy: z.string(), startedAt: z.string(),
      caseNumber: z.string().nullable(),
      result: z.object({
        differences: z.array(scenarioDifference), events: z.number(), head: z.string().nullable().describe('The chain after the last event'),
        diverged: z.object({ seq: z.number().describe('From 1'), event: z.string() }).nullable().describe('The first event after which the chain is another than in memory'),
      }).nullable(),
      failure: z.string().nullable(),
    }).nullable(),
  })),
});

async function describeReplays({ config }: Pick<Context, 'config'>, em: EntityManager, key: string, now: string): Promise<z.input<typeof replaysShape>> {
  const { version: newest } = await findDefinition(em, key);
  if (!config.demo || newest === null || newest === undefined) return { possible: config.demo, version: newest ?? null, scenarios: [] };
  const [{ parts }, runs] = [await findVersion(em, key, newest), await newestRuns(em, key, newest)];
  return {
    possible: true, version: newest,
    scenarios: Object.keys(parts?.scenarios ?? {}).map((id) => {
      const run = runs.get(id);
      if (run === undefined) return { id, run: null };
      const { total, done, startedBy, startedAt, caseNumber, result, failure } = run;
      return { id, run: { state: shownState(run, now), total, done, startedBy, startedAt, caseNumber: caseNumber ?? null, result: result ? { ...result, differences: [...result.differences] } : null, failure: failure ?? null } };
    }),
  };
}

/** Replays of published scenarios on the real engine. */
export const replayRoutes = [
  defineRoute({
    method: 'GET', path: '/api/definitions/:key/replays', summary: 'What the scenarios of the newest version came to on the real engine', roles: ['designer', 'publisher', 'auditor', 'administrator'],
    params: byKey, response: replaysShape,
    handler: ({ context, em, params, now }) => describeReplays(context, em, params.key, now),
  }),
  defineRoute({
    method: 'POST', path: '/api/definitions/:key/replays/:scenario', summary: 'Replay a scenario of the newest version as a rehearsed case over HTTP and Temporal; goes on in the background', roles: ['designer', 'publisher'], status: 202,
    params: byKey.extend({ scenario: z.string().min(1).max(80) }), response: replaysShape,
    async handler(call) {
      requireReplays(call.context);
      const { run, ended } = await startReplay(call.context, callerOf(call).user, call.params.key, call.params.scenario);
      ended.then(() => call.log.info({ replay: run.id }, 'replay ended'), (error: unknown) => call.log.error({ replay: run.id, err: error }, 'what a replay came to is not written'));
      return describeReplays(call.context, call.em, call.params.key, call.now);
    },
  }),
  defineRoute({
    method: 'DELETE', path: '/api/definitions/:key/replays', summary: 'Stop the replay that goes on', roles: ['designer', 'publisher'],
    params: byKey, response: replaysShape,
    async handler({ context, em, params, now }) {
      await stopReplays(context, params.key);
      return describeReplays(context, em, params.key, now);
    },
  }),
];
