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

/** What is killed, and how often it is chosen: the API and the worker more often than what stands behind them. */
const targets: readonly Part[] = ['api', 'api', 'worker', 'worker', 'worker', 'temporal', 'temporal', 'standins'];

/**
 * Kills parts of the platform, one at a time, `wanted` times in all, and waits after each until everything is up again.
 * Every other kill waits for an acknowledgement and strikes within 30 ms of it.
 */
export async function killParts(platform: OwnPlatform, random: Random, wanted: number, nextAck: () => Promise<unknown>, tell: (kill: Kill, count: number) => void): Promise<Kill[]> {
  const kills: Kill[] = [];
  while (kills.length < wanted) {
    const moment = kills.length % 2 === 0 ? 'acknowledged' : 'any';
    const part = moment === 'acknowledged' ? random.pick(['api', 'worker'] as const) : random.pick(targets);
    await pause(random.between(150, 1_200));
    if (moment === 'acknowledged') {
      await Promise.race([nextAck(), pause(15_000)]);
      await pause(random.between(0, 30));
    }
    if (!platform.kill(part)) continue;
    kills.push({ part, moment });
    tell({ part, moment }, kills.length);
    await platform.ready();
  }
  return kills;
}
