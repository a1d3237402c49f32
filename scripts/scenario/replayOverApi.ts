import { setTimeout as pause } from 'node:timers/promises';
import type { Difference } from '../../engine/scenario/compare.ts';
import type { PlatformClient } from '../../server/client/client.ts';

/** How a replay on the real engine stands, as the API tells it. */
export interface Run {
  readonly state: 'running' | 'stopped' | 'done' | 'cancelled' | 'failed';
  readonly total: number;
  readonly done: number;
  readonly caseNumber: string;
  readonly result: { readonly differences: readonly Difference[]; readonly events: number; readonly head: string; readonly diverged: { readonly seq: number; readonly event: string } | null } | null;
  readonly failure: string | null;
}

interface Replays {
  readonly scenarios: readonly { readonly id: string; readonly run: Run | null }[];
}

/**
 * Lets the platform replay a scenario of a definition's newest version, as the designer's room does, and waits until it has ended.
 * @param goes told how far it is, each time it is looked at
 */
export async function replayOverApi(client: PlatformClient, key: string, scenario: string, goes: (run: Run) => Promise<void> = async () => {}): Promise<Run> {
  const designer = await client.as('designer1');
  const runIn = ({ scenarios }: Replays): Run => scenarios.find(({ id }) => id === scenario)!.run!;
  for (let run = runIn(await designer.post(`/api/definitions/${key}/replays/${scenario}`)); ; run = runIn(await designer.get(`/api/definitions/${key}/replays`))) {
    if (run.state !== 'running') return run;
    await goes(run);
    await pause(250);
  }
}
