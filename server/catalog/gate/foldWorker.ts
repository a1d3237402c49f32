import { parentPort, workerData } from 'node:worker_threads';
import type { Event } from '../../../engine/event.ts';
import type { Outcome } from '../../../engine/gate/outcome.ts';
import { refold } from '../../../engine/gate/refold.ts';
import type { Program } from '../../../engine/program.ts';

/** What a folding thread is given: the next program, and that of each version there is. */
export interface FoldData {
  readonly next: Program;
  readonly versions: Readonly<Record<number, Program>>;
}

/** A past case with its events as they are stored, one JSON list. */
export interface PastCase {
  readonly caseNumber: string;
  readonly version: number;
  readonly events: string;
}

/** Outcomes in the order of the cases. */
export interface Folded {
  readonly outcomes: readonly { readonly caseNumber: string; readonly outcome: Outcome }[];
}

const { next, versions } = workerData as FoldData;

parentPort!.on('message', (cases: readonly PastCase[]) => {
  const outcomes = cases.map(({ caseNumber, version, events }) => ({ caseNumber, outcome: refold({ program: versions[version]!, events: JSON.parse(events) as Event[] }, next) }));
  parentPort!.postMessage({ outcomes } satisfies Folded);
});
