import type { Client } from '@temporalio/client';
import type { Logger } from '../log.ts';
import { deathsAllowed, openDeaths } from './deaths.ts';
import { isSetAside, setAside } from './setAside.ts';
import { openSlate, takeDeaths } from './slate.ts';
import { createTurns } from './turns.ts';
import type { End, Watcher } from './watch.ts';

/** What a worker process needs to survive a case that kills workers (W-02). */
export interface QuarantineParts {
  readonly client: Client;
  readonly dataDir: string;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  /** Somebody must look at it. */
  readonly onSetAside?: (caseNumber: string, deaths: number) => Promise<void>;
}

/** The quarantine of one worker process. */
export interface Quarantine {
  readonly watcher: Watcher;
  /** The process ends in order. */
  close(): void;
}

/**
 * Finds out what earlier processes died of. Whoever was being executed at a death is a suspect and from then on executed
 * alone, so that a second death names the one it was; every other suspect comes through and is forgotten. A case with
 * two deaths is set aside before this process takes any work.
 */
export async function openQuarantine({ client, dataDir, log, onSetAside }: QuarantineParts): Promise<Quarantine> {
  const slate = openSlate(dataDir);
  const deaths = openDeaths(dataDir);
  const turns = createTurns();
  let broken = false;
  for (const suspects of takeDeaths(dataDir)) {
    if (suspects.length > 0) log.warn({ suspects }, 'a worker died while it executed these cases');
    for (const caseNumber of suspects) {
      const count = deaths.add(caseNumber);
      if (count < deathsAllowed) continue;
      await setAside(client, caseNumber);
      log.error({ caseNumber, deaths: count }, 'workers died of this case: it was set aside');
      await onSetAside?.(caseNumber, count);
    }
  }
  const begin = (caseNumber: string, endTurn: () => void): End => {
    const wipe = broken ? () => undefined : slate.write(caseNumber);
    return (cameThrough) => {
      if (cameThrough) {
        wipe();
        deaths.forget(caseNumber);
        return endTurn();
      }
      // The names stay for the next process; whoever still waits for a turn fails at the broken thread, unnamed.
      broken = true;
      endTurn();
    };
  };
  return {
    watcher: {
      // Temporal still hands out a case that never came through a task of its first version: it is given back, until released.
      refuses: (caseNumber) => deaths.of(caseNumber) >= deathsAllowed && isSetAside(client, caseNumber),
      begin(caseNumber) {
        const turn = turns.take(deaths.of(caseNumber) > 0);
        return turn instanceof Promise ? turn.then((end) => begin(caseNumber, end)) : begin(caseNumber, turn);
      },
    },
    close: () => slate.close(),
  };
}
