import type { ClockView, Light } from '../answers/cases.ts';

/** A shape for every light, so that colour is never the only carrier. */
export const SHAPES: Readonly<Record<Light, string>> = { green: '●', yellow: '▲', red: '■', paused: '❚❚', none: '○' };

/** Which light a clock shows. The server's own word holds; without it the remaining working days decide. */
export function lightOf(clock: ClockView | null): Light {
  if (!clock) return 'none';
  if (clock.light) return clock.light;
  if (clock.paused) return 'paused';
  if (clock.remaining === null) return 'none';
  if (clock.remaining < 0) return 'red';
  return clock.remaining <= 1 ? 'yellow' : 'green';
}

/** Orders lists by urgency: late first, then the nearest due date; what has no limit comes last. */
export function byUrgency(a: { clock: ClockView | null }, b: { clock: ClockView | null }): number {
  const key = (clock: ClockView | null): number => (clock === null || clock.remaining === null ? Number.POSITIVE_INFINITY : clock.remaining);
  const [left, right] = [key(a.clock), key(b.clock)];
  return left === right ? 0 : left < right ? -1 : 1;
}
