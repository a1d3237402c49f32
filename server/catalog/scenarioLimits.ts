import type { Parts } from '../../definitions/parts.ts';
import { DomainError } from '../../engine/errors.ts';

/** What the scenarios of one definition may be at most: they all run while somebody waits for the answer. `events`: of all together. */
export const scenarioLimits = { scenarios: 200, events: 20_000 } as const;

/**
 * Refuses what can be seen to be too much before anything runs: a step is an event at least.
 * @throws DomainError SCENARIOS_TOO_MANY, SCENARIOS_TOO_LONG
 */
export function refuseManyScenarios(scenarios: Parts['scenarios']): void {
  const all = Object.values(scenarios);
  if (all.length > scenarioLimits.scenarios) throw new DomainError('SCENARIOS_TOO_MANY', { count: all.length, limit: scenarioLimits.scenarios });
  refuseManyEvents(all.reduce((sum, { steps }) => sum + (Array.isArray(steps) ? steps.length : 0), 0));
}

/** @throws DomainError SCENARIOS_TOO_LONG */
export function refuseManyEvents(events: number): void {
  if (events > scenarioLimits.events) throw new DomainError('SCENARIOS_TOO_LONG', { limit: scenarioLimits.events });
}
