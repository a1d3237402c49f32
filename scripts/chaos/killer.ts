import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from '../supervise/parts.ts';
import type { OwnPlatform } from './platform.ts';
import type { Random } from './random.ts';

/** One `kill -9` that happened. */
export interface Kill {
  readonly part: Part;
  /** `acknowledged`: in the moment an answer had come, before its projection; `any`: whenever. */
  readonly moment: 'acknowledged' | 'any';
}

/** What is killed whenever, and how often it is chosen. */
const targets: readonly Part[] = ['api', 'worker', 'worker', 'temporal', 'temporal', 'standins'];

/** Between two kills people get something done: so many acknowledgements, or so long. */
const breath = { acknowledgements: [2, 8], ms: 6_000 } as const;

/**
 * Kills parts of the platform, one at a time, `wanted` times in all, and waits after each until everything is up again.
 * Every other kill strikes within 30 ms of an acknowledgement: API and worker in turn.
 */
export async function killParts(platform: OwnPlatform, random: Random, wanted: number, nextAck: () => Promise<unknown>, tell: (kill: Kill, count: number) => void): Promise<Kill[]> {
  const kills: Kill[] = [];
  while (kills.length < wanted) {
    const count = kills.length;
    const moment = count % 2 === 0 ? 'acknowledged' : 'any';
    const part = moment === 'any' ? random.pick(targets) : count % 4 === 0 ? 'api' : 'worker';
    const until = pause(breath.ms);
    for (let n = random.between(...breath.acknowledgements); n > 0; n--) await Promise.race([nextAck(), until]);
    if (moment === 'acknowledged') {
      await Promise.race([nextAck(), pause(30_000)]);
      await pause(random.between(0, 30));
    }
    if (!platform.kill(part)) continue;
    kills.push({ part, moment });
    tell({ part, moment }, kills.length);
    await platform.ready();
  }
  return kills;
}
