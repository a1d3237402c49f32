import type { Program } from '../program.ts';
import type { TimedStep } from './walk.ts';
import { walkProgram } from './walk.ts';
import type { Decided } from './ways.ts';

/** More working days than any limit has. */
const FAR = 1_000_000;

/**
 * How many working days longer a step may take, all others as they are, until the case is over the promise; negative
 * where it is over already on a way with the step. null: however long, the promise is kept (a timer takes its place).
 */
export function slackOf(program: Program, decided: Decided, promised: number, { key }: TimedStep): number | null {
  const end = (days: number): number => walkProgram(program, decided, { key, days }).days;
  const [far, farther] = [end(FAR), end(2 * FAR)];
  // Beyond some length the end moves with the step, as often as the step is done.
  const times = Math.round((farther - far) / FAR);
  return times === 0 ? null : (promised - (far - times * FAR)) / times;
}
