import { DomainError } from '../../engine/errors.ts';
import type { Event } from '../../engine/event.ts';
import type { Program } from '../../engine/program.ts';
import { withExpectations } from '../../engine/scenario/derive.ts';
import { scenarioOfCase } from '../../engine/scenario/fromCase.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';
import { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import { CaseEvent } from '../readModel/CaseEvent.ts';
import { fromText } from '../readModel/json.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';
import { stageOf } from './scenarios.ts';

/** A case as it was recorded: what ran, and every event with the chain after it. Personal values are commitments. */
export interface Recording {
  readonly program: Program;
  readonly version: DefinitionVersion;
  readonly events: readonly Event[];
  readonly heads: readonly string[];
}

/** @throws DomainError NOT_FOUND where there is no such case of a matter, or its events are not all known yet */
export async function recordingOf(em: EntityManager, caseNumber: string): Promise<Recording> {
  const found = await em.findOne(Case, { caseNumber, world: null });
  const version = found && (await em.findOne(DefinitionVersion, { key: found.matter, version: found.definitionVersion }));
  const rows = await em.find(CaseEvent, { caseNumber }, { orderBy: { seq: 'asc' } });
  if (!version || rows.length === 0 || rows.some(({ event }) => event == null)) throw new DomainError('NOT_FOUND', { caseNumber });
  return { program: version.verified(), version, events: rows.map(({ event }) => fromText<Event>(event!)), heads: rows.map(({ chain }) => chain) };
}

/**
 * A past case as a scenario of its matter, nothing personal in it; what happened is what must happen again. Where it
 * can't be played to its end (a token was moved by hand) it comes without expectations.
 */
export async function scenarioFromCase(em: EntityManager, caseNumber: string, title: string): Promise<{ readonly matter: string; readonly scenario: Scenario }> {
  const { program, version, events } = await recordingOf(em, caseNumber);
  const start = events[0] as Extract<Event, { type: 'start' }>;
  const stage = stageOf({ program, form: version.form ?? null, parts: version.parts ?? null }, start.calendar);
  const scenario = scenarioOfCase(program, stage, events, { zh: title });
  try {
    return { matter: version.key, scenario: withExpectations(stage, scenario) };
  } catch (error) {
    if (error instanceof DomainError) return { matter: version.key, scenario };
    throw error;
  }
}
