import type { Program } from '../program.ts';
import { daysOf } from './days.ts';
import type { TimedStep } from './walk.ts';
import { walkProgram } from './walk.ts';
import type { Decided } from './ways.ts';

/** More working days than any limit has. */
const FAR = 1_000_000;
/** Far below what is ever shown of a day. */
const TINY = 1e-4;

/**
 * How many working days longer a step may take, all others as they are, until the case is over the promise; negative
 * where it is over already on a way with the step. null: however long, the promise is kept (a timer takes its place).
 */
export function slackOf(program: Program, decided: Decided, promised: number, { key, limit }: Pick<TimedStep, 'key' | 'limit'>): number | null {
  const end = (days: number): number => walkProgram(program, decided, { key, days }).days;
  const isKept = (days: number): boolean => end(days) <= promised + TINY;
  const [far, farther] = [end(FAR), end(2 * FAR)];
  // Beyond some length the end moves with the step, as often as the step is done.
  const times = Math.round((farther - far) / FAR);
  const straight = times === 0 ? null : (promised - (far - times * FAR)) / times;
  if (straight === null ? isKept(FAR) : Math.abs(end(straight) - promised) < TINY) return straight;
  // A timer at the edge bends that line: until it rings, what it starts or cuts off moves with the step too.
  let [kept, over] = isKept(0) ? [0, FAR] : [-daysOf(limit), 0];
  // Over on ways without the step: then its own are all that can be told.
  if (!isKept(kept)) return straight;
  while (over - kept > TINY) {
    const days = (kept + over) / 2;
    if (isKept(days)) kept = days;
    else over = days;
  }
  return kept;
}
