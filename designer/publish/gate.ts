import { command, get } from '../../ui/api/client.ts';
import type { Difference } from '../../engine/gate/outcome.ts';

/** A group of past cases whose way through the new version differs alike. */
export interface GateGroup {
  readonly id: string;
  readonly kind: 'other' | 'impossible';
  readonly first: Difference | null;
  readonly end: Difference | null;
  readonly count: number;
  readonly cases: readonly string[];
  readonly explanation: { readonly text: string; readonly by: string; readonly at: string } | null;
}

/** How the finished cases of a matter go through what waits for review. */
export interface Gate {
  readonly state: 'none' | 'running' | 'stopped' | 'done' | 'cancelled' | 'failed';
  readonly finished: number;
  /** Finished cases that have not been replayed yet. */
  readonly missing: number;
  /** What is called has changed since: everything has to be replayed again. */
  readonly stale: boolean;
  readonly total: number;
  readonly done: number;
  readonly same: number;
  readonly startedBy: string | null;
  readonly startedAt: string | null;
  readonly groups: readonly GateGroup[];
}

const address = (key: string): string => `/api/definitions/${encodeURIComponent(key)}/gate`;

export const readGate = (key: string): Promise<Gate> => get(address(key));
export const runGate = (key: string): Promise<Gate> => command('POST', address(key));
export const stopGate = (key: string): Promise<Gate> => command('DELETE', address(key));
/** Says why a group may go another way; it holds for this submission. */
export const explainGroup = (key: string, group: string, text: string): Promise<Gate> => command('PUT', `${address(key)}/${group}`, { text });
