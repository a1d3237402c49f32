import type { Difference } from '../../engine/scenario/compare.ts';
import { command, get } from '../../ui/api/client.ts';

/** How a replay on the real engine stands, or what it came to. */
export interface ReplayRun {
  readonly state: 'running' | 'stopped' | 'done' | 'cancelled' | 'failed';
  readonly total: number;
  readonly done: number;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly caseNumber: string | null;
  readonly result: {
    readonly differences: readonly Difference[];
    readonly events: number;
    readonly head: string | null;
    /** The first event after which the chain is another than in memory. */
    readonly diverged: { readonly seq: number; readonly event: string } | null;
  } | null;
  readonly failure: string | null;
}

/** The scenarios of the newest version, with the newest replay of each. */
export interface Replays {
  readonly possible: boolean;
  readonly version: number | null;
  readonly scenarios: readonly { readonly id: string; readonly run: ReplayRun | null }[];
}

const address = (key: string): string => `/api/definitions/${encodeURIComponent(key)}/replays`;

export const readReplays = (key: string): Promise<Replays> => get(address(key));
export const startReplay = (key: string, scenario: string): Promise<Replays> => command('POST', `${address(key)}/${encodeURIComponent(scenario)}`);
export const stopReplays = (key: string): Promise<Replays> => command('DELETE', address(key));
