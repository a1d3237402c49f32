import type { Event } from '../../../engine/event.ts';
import type { MatterForm } from '../../../engine/forms/matterForm.ts';
import type { Program } from '../../../engine/program.ts';
import type { Difference } from '../../../engine/scenario/compare.ts';
import { Play, type Stage } from '../../../engine/scenario/play.ts';
import { recordedOf } from '../../../engine/scenario/recorded.ts';
import { runScenario } from '../../../engine/scenario/run.ts';
import type { Scenario } from '../../../engine/scenario/scenario.ts';
import type { Parts } from '../../../definitions/parts.ts';
import type { PlatformClient } from '../../client/client.ts';
import type { Patience } from '../../client/settled.ts';
import { stageOf } from '../scenarios.ts';
import { driveScenario } from './driveScenario.ts';
import { httpDriver } from './httpDriver.ts';

/** A published version as scenarios need it. */
export interface PublishedVersion {
  readonly version: number;
  readonly program: Program;
  readonly form: MatterForm | null;
  readonly parts: Parts;
}

/** What a case that followed a scenario wrote down: its events and the chain after each. */
export interface RecordedCase {
  readonly events: readonly Event[];
  readonly heads: readonly string[];
}

/** What came of a replay on the real engine. */
export interface Replayed {
  /** What the platform showed otherwise than the scenario says. */
  readonly differences: readonly Difference[];
  readonly recorded: RecordedCase;
  /** The chain after each event as this process folds the same scenario. */
  readonly heads: readonly string[];
  /** Position of the first head that differs, from 1; null where all are equal. */
  readonly diverged: number | null;
}

/** What is played, and as which case. */
export interface Replay {
  /** Id of its run. */
  readonly id: string;
  readonly caseNumber: string;
  readonly key: string;
  readonly published: PublishedVersion;
  readonly scenario: Scenario;
}

/** How long others are waited for. */
const patience: Patience = { every: 200, upTo: 20_000 };

/** A published version of a definition; the newest unless one is named. */
export async function publishedVersion(client: PlatformClient, key: string, wanted?: number): Promise<PublishedVersion> {
  const auditor = await client.as('auditor1');
  const version = wanted ?? (await auditor.get<{ version: number | null }>(`/api/definitions/${key}`)).version;
  if (version === null) throw new Error(`Expected ${key} to be published, but it has no version`);
  return auditor.get<PublishedVersion>(`/api/definitions/${key}/versions/${version}`);
}

/**
 * Plays a scenario on the running platform, over HTTP and Temporal, and in this process; compares what is seen at every
 * expectation, and the chain head after every event. Before each act it waits until the case has taken as many events
 * as in memory, so that answers of departments come where the scenario has them.
 * @param stepDone told after the start (0) and after every step; what it throws ends the replay
 */
export async function replayScenario(client: PlatformClient, standinsUrl: string, { id, caseNumber, key, published, scenario }: Replay, stepDone: (done: number) => Promise<void>): Promise<Replayed> {
  const driver = httpDriver(client, key, standinsUrl, { replay: id, caseNumber, materials: published.form?.materials ?? [] });
  const recordedNow = async (): Promise<RecordedCase> => (await client.as('auditor1')).get<RecordedCase>(`/api/cases/${caseNumber}/recording`);
  const stageAt = ({ calendar, ladders }: Extract<Event, { type: 'start' }>): Stage => ({ ...stageOf(published, calendar), ladders });
  let counted: Play | null = null;
  const keepPace = async (done: number): Promise<void> => {
    if (counted === null) {
      const start = (await until(recordedNow, ({ events }) => events.length > 0, patience)).events[0] as Extract<Event, { type: 'start' }>;
      counted = new Play(stageAt(start), scenario.start);
    } else {
      counted.act(scenario.steps[done - 1]!);
    }
    const { length } = counted.events;
    await until(recordedNow, ({ events }) => events.length >= length, patience);
    await stepDone(done);
  };
  const differences = await driveScenario(scenario, driver, () => {}, patience, keepPace).finally(() => driver.forget());
  const recorded = await recordedNow();
  const start = recorded.events[0] as Extract<Event, { type: 'start' }>;
  const { play } = runScenario(stageAt(start), scenario, recorded.events.map(recordedOf));
  const heads = play?.heads ?? [];
  const first = Array.from({ length: Math.max(heads.length, recorded.heads.length) }, (_, index) => index).find((index) => heads[index] !== recorded.heads[index]);
  return { differences, recorded, heads, diverged: first === undefined ? null : first + 1 };
}

/** Looks until what is seen is enough, or patience ends; a case that is not there yet is looked for again. */
async function until<T>(look: () => Promise<T>, enough: (seen: T) => boolean, { every, upTo }: Patience): Promise<T> {
  for (const end = Date.now() + upTo; ; ) {
    const seen = await look().catch((error: unknown) => {
      if (Date.now() > end) throw error;
      return null;
    });
    if (seen !== null && (enough(seen) || Date.now() > end)) return seen;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}
