import { randomUUID } from 'node:crypto';
import { readScenario } from '../../../definitions/matters/scenarioSchema.ts';
import { DomainError } from '../../../engine/errors.ts';
import { openClient, type PlatformClient } from '../../../scripts/client.ts';
import { publishedVersion, replayScenario, type Replayed } from '../../../scripts/scenario/replayScenario.ts';
import type { Context } from '../../http/context.ts';
import type { EntityManager } from '../../orm.ts';
import { isAlive } from '../backgroundRun.ts';
import { findVersion } from '../findDefinition.ts';
import { type ReplayResult, ScenarioRun } from './ScenarioRun.ts';

/** How often a replay gives a sign of life, besides after each step. */
const BEAT_MS = 15_000;

/** Thrown inside a replay that somebody has stopped. */
class Stopped extends Error {}

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
 * and Temporal, each act by the person whose act it is. One at a time, since scenarios tell the same stand-ins how to behave.
 * @throws DomainError REPLAY_RUNNING while another goes on; NOT_FOUND for a scenario that the version does not have
 */
export async function startReplay(context: Context, user: string, key: string, scenario: string): Promise<{ readonly run: ScenarioRun; readonly ended: Promise<void> }> {
  const em = context.orm.em.fork();
  const version = await findVersion(em, key);
  const text = version.parts?.scenarios[scenario];
  if (text === undefined) throw new DomainError('NOT_FOUND');
  const now = context.now();
  const { steps } = readScenario(text);
  const run = em.create(ScenarioRun, { id: randomUUID(), definition: key, version: version.version, scenario, state: 'running', total: steps.length, done: 0, startedBy: user, startedAt: now, seenAt: now, caseNumber: null, result: null, failure: null });
  await em.flush();
  // Looked for once this one stands there: two that begin at the same moment must not overlook each other.
  if ((await em.find(ScenarioRun, { state: 'running', id: { $ne: run.id } })).some((other) => isAlive(other, now))) {
    await em.nativeDelete(ScenarioRun, { id: run.id });
    throw new DomainError('REPLAY_RUNNING');
  }
  return { run, ended: follow(context, run) };
}

/** Stops the replays of a definition that go on; their cases are withdrawn. */
export async function stopReplays(em: EntityManager, definition: string, now: string): Promise<void> {
  await em.nativeUpdate(ScenarioRun, { definition, state: 'running' }, { state: 'cancelled', seenAt: now });
}

async function follow(context: Context, { id, definition, version, scenario }: ScenarioRun): Promise<void> {
  const { config, log } = context;
  const em = context.orm.em.fork();
  // Whoever stops it changes its state: then nothing is written, and that is the sign to stop.
  const write = async (change: Partial<ScenarioRun>): Promise<boolean> => (await em.nativeUpdate(ScenarioRun, { id, state: 'running' }, { ...change, seenAt: context.now() })) === 1;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const client = openClient(`http://${host}:${config.port}`, config.dataDir);
  let caseNumber: string | null = null;
  // A step may take longer than a run without a sign of life is taken for alive: its people wait for each other.
  const beat = setInterval(() => void write({}).catch(() => undefined), BEAT_MS);
  try {
    const published = await publishedVersion(client, definition, version);
    const text = published.parts.scenarios[scenario];
    const replayed = await replayScenario(client, `http://127.0.0.1:${config.standinsPort}`, definition, published, readScenario(text), {
      async stepDone(done, number) {
        caseNumber = number;
        if (!(await write({ done, caseNumber }))) throw new Stopped();
      },
    });
    await write({ state: 'done', result: resultOf(replayed) });
  } catch (error) {
    if (caseNumber !== null) await withdraw(client, caseNumber).catch((refused: unknown) => log.warn({ replay: id, err: refused }, 'the case of a replay that broke off goes on'));
    if (error instanceof Stopped) return;
    log.error({ err: error, replay: id }, 'replay broke off');
    await write({ state: 'failed', failure: (error as Error).message.slice(0, 2000) });
  } finally {
    clearInterval(beat);
  }
}

const withdraw = async (client: PlatformClient, caseNumber: string): Promise<unknown> => (await client.as('clerk1')).post(`/api/cases/${caseNumber}/withdrawal`, { reason: '重放已停止' });

function resultOf({ differences, recorded: { events, heads }, diverged }: Replayed): ReplayResult {
  return { differences, events: events.length, head: heads.at(-1) ?? null, diverged: diverged === null ? null : { seq: diverged, event: events[diverged - 1]?.type ?? '' } };
}
