import type { Case } from '../cases/Case.ts';

/** Where matters' cases on the wall clock live together. */
export const city = 'city';

/** Where instances of the engine's deployments on the wall clock live together. */
export const live = 'live';

/** Whether time in a world is moved, and never passes by itself. */
export const isRehearsal = (world: string): boolean => world !== city && world !== live;

/**
 * Who can reach whom by message and signal. The city's cases reach each other, instances of live deployments each other;
 * a rehearsal is a world of its own, so that nothing tried in it reaches a real case.
 */
export const worldOf = ({ world, clockMode, caseNumber }: Pick<Case, 'world' | 'clockMode' | 'caseNumber'>): string =>
  world ?? (clockMode === 'rehearsal' ? `rehearsal/${caseNumber}` : city);
