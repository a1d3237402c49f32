import { p } from '@mikro-orm/core';

/** What the row of a run carries that goes on after the call that began it, whatever it does. */
export const runColumns = {
  state: p.string().length(12).$type<'running' | 'done' | 'cancelled' | 'failed'>(),
  /** How much there is to do, and how much of it is done. */
  total: p.integer(),
  done: p.integer(),
  startedBy: p.string().length(60),
  startedAt: p.string().length(24),
  /** Last sign of life, then the end. */
  seenAt: p.string().length(24),
};

interface RunRow {
  state: 'running' | 'done' | 'cancelled' | 'failed';
  seenAt: string;
}

/** A run that has given no sign of life for so long has died with its process. */
const DEAD_AFTER_MS = 60_000;

/** Who was heard of last before this instant has died. */
export const deadSince = (now: string): string => new Date(Date.parse(now) - DEAD_AFTER_MS).toISOString();

/** Seconds until a run that is not heard of any more counts as dead. */
export const secondsLeft = ({ seenAt }: Pick<RunRow, 'seenAt'>, now: string): number => Math.max(1, Math.ceil((Date.parse(seenAt) + DEAD_AFTER_MS - Date.parse(now)) / 1000));

/** Whether a run goes, and its process has been heard of. */
export const isAlive = ({ state, seenAt }: RunRow, now: string): boolean => state === 'running' && seenAt >= deadSince(now);

/** Everything a run may be seen in; `stopped`: its process has died. */
export const shownStates = ['running', 'stopped', 'done', 'cancelled', 'failed'] as const;

/** How a run stands, as far as can be told from outside its process. */
export const shownState = (run: RunRow, now: string): (typeof shownStates)[number] => (run.state === 'running' && !isAlive(run, now) ? 'stopped' : run.state);
