import { randomUUID } from 'node:crypto';
import { noParts } from '../../../definitions/parts.ts';
import { readScenario } from '../../../definitions/matters/scenarioSchema.ts';
import { civilDate } from '../../../engine/clock/civil.ts';
import { DomainError } from '../../../engine/errors.ts';
import { nextCaseNumber, region440400 } from '../../cases/caseNumber.ts';
import { openClient } from '../../client/client.ts';
import type { Context } from '../../http/context.ts';
import type { EntityManager } from '../../orm.ts';
import { User } from '../../identity/User.ts';
import { isAlive, secondsLeft } from '../backgroundRun.ts';
import { findVersion } from '../findDefinition.ts';
import { endReplayed } from './endReplayed.ts';
import { publishedVersion, replayScenario, type Replayed } from './replayScenario.ts';
import { type ReplayResult, ScenarioRun } from './ScenarioRun.ts';

/** How often a replay gives a sign of life, besides after each step. */
const BEAT_MS = 15_000;

/** Replays need demonstration people and stand-in departments. @throws DomainError REPLAY_NOT_HERE outside a demonstration city */
export function requireReplays({ config }: Pick<Context, 'config'>): void {
  if (!config.demo) throw new DomainError('REPLAY_NOT_HERE');
}

/** The newest run of each scenario of a version, by scenario. */
export async function newestRuns(em: EntityManager, definition: string, version: number): Promise<ReadonlyMap<string, ScenarioRun>> {
  const runs = await em.find(ScenarioRun, { definition, version }, { orderBy: { startedAt: 'asc' } });
  return new Map(runs.map((run) => [run.scenario, run]));
}

/**
 * Begins to replay a scenario of the newest published version: a rehearsed case goes through the platform's own doors, over HTTP
 * and Temporal, each act by the person whose act it is. Its number is taken now, so that wherever the replay ends its case is known.
 * One of a definition at a time.
 * @throws DomainError REPLAY_RUNNING while another of the definition goes on; NOT_FOUND for a scenario that the version does not have
 */
export async function startReplay(context: Context, user: string, key: string, scenario: string): Promise<{ readonly run: ScenarioRun; readonly ended: Promise<void> }> {
  const em = context.orm.em.fork();
  const version = await findVersion(em, key);
  const { scenarios } = version.parts ?? noParts;
  if (!Object.hasOwn(scenarios, scenario)) throw new DomainError('NOT_FOUND');
  const now = context.now();
  const { start, steps } = readScenario(scenarios[scenario]);
  const run = em.create(ScenarioRun, { id: randomUUID(), definition: key, version: version.version, scenario, state: 'running', total: steps.length, done: 0, startedBy: user, startedAt: now, seenAt: now, caseNumber: await nextCaseNumber(context.orm, region440400, civilDate(start.now)), result: null, failure: null });
  await em.flush();
  // Looked for once this one stands there: two that begin at the same moment must not overlook each other.
  const other = (await em.find(ScenarioRun, { definition: key, state: 'running', id: { $ne: run.id } })).find((each) => isAlive(each, now));
  if (other !== undefined) {
    await em.nativeDelete(ScenarioRun, { id: run.id });
    const { nameZh: by, nameEn: byEn } = (await em.findOne(User, { id: other.startedBy })) ?? { nameZh: other.startedBy, nameEn: other.startedBy };
    throw new DomainError('REPLAY_RUNNING', { by, byEn, done: other.done, total: other.total, retryAfterSeconds: secondsLeft(other, now) });
  }
  return { run, ended: follow(context, run) };
}

/** Stops the replays of a definition that go on; their cases are ended. */
export async function stopReplays(context: Context, definition: string): Promise<void> {
  await context.orm.em.fork().nativeUpdate(ScenarioRun, { definition, state: 'running' }, { state: 'cancelled', seenAt: context.now() });
  await endReplayed(context);
}

async function follow(context: Context, { id, definition, version, scenario, caseNumber }: ScenarioRun): Promise<void> {
  const { config, log } = context;
  const em = context.orm.em.fork();
  // Whoever stops it changes its state: then nothing is written, and that is the sign to stop.
  const write = async (change: Partial<ScenarioRun>): Promise<boolean> => (await em.nativeUpdate(ScenarioRun, { id, state: 'running' }, { ...change, seenAt: context.now() })) === 1;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const client = openClient(`http://${host}:${config.port}`, config.dataDir);
  // A step may take longer than a run without a sign of life is taken for alive: its people wait for each other.
  const beat = setInterval(() => void write({}).catch(() => undefined), BEAT_MS);
  try {
    const published = await publishedVersion(client, definition, version);
    const replay = { id, caseNumber: caseNumber!, key: definition, published, scenario: readScenario(published.parts.scenarios[scenario]) };
    const replayed = await replayScenario(client, `http://127.0.0.1:${config.standinsPort}`, replay, async (done) => {
      if (!(await write({ done }))) throw new Error('stopped');
    });
    await write({ state: 'done', result: resultOf(replayed) });
  } catch (error) {
    // One that was stopped breaks off too: nothing remains to be said of it.
    if (await write({ state: 'failed', failure: (error as Error).message.slice(0, 2000) })) log.error({ err: error, replay: id }, 'replay broke off');
  } finally {
    clearInterval(beat);
  }
  await endReplayed(context);
}

function resultOf({ differences, recorded: { events, heads }, diverged }: Replayed): ReplayResult {
  return { differences, events: events.length, head: heads.at(-1) ?? null, diverged: diverged === null ? null : { seq: diverged, event: events[diverged - 1]?.type ?? '' } };
}
