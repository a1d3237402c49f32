import type { ProjectionBatch } from '../../activities/ports.ts';
import type { Event } from '../../engine/event.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Snapshot } from '../../engine/snapshot.ts';

/** One step for the read model. An update's reply knows no `event`, only who acted: the projection brings it. */
export interface ToldStep {
  readonly seq: number;
  readonly event?: Event;
  readonly user?: string;
  readonly chain: string;
  readonly log: readonly LogEntry[];
}

/** A projection, or what an update's reply tells of its one step. Every `ProjectionBatch` is one. */
export interface Told {
  readonly caseNumber: ProjectionBatch['caseNumber'];
  readonly steps: readonly ToldStep[];
  readonly snapshot: Snapshot;
}
