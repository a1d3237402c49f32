import type { EntityName } from '@mikro-orm/core';
import { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import { Card } from '../supervision/Card.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { Clock } from './Clock.ts';
import { IncidentRow } from './IncidentRow.ts';
import { JobRow } from './JobRow.ts';

/** The derived rows of one case during one transaction; a row just created is found like a stored one. */
export interface Rows {
  readonly em: EntityManager;
  readonly case: Case;
  workItem(instance: number): Promise<WorkItem | undefined>;
  clock(clock: number): Promise<Clock | undefined>;
  card(card: number): Promise<Card | undefined>;
  incident(incident: number): Promise<IncidentRow | undefined>;
  job(instance: number): Promise<JobRow | undefined>;
  clocks(): Promise<readonly Clock[]>;
  workItems(): Promise<readonly WorkItem[]>;
}

/** Loads each kind of row once, when it is first asked for; `em.create` during the fold is seen through the unit of work. */
export function rowsOf(em: EntityManager, found: Case): Rows {
  const all = async <T extends { id: string; caseNumber: string }>(entity: EntityName<T>): Promise<Map<string, T>> => {
    await em.flush();
    const rows = (await em.find(entity, { caseNumber: found.caseNumber } as never)) as unknown as T[];
    return new Map(rows.map((row) => [row.id, row]));
  };
  const one = async <T extends { id: string; caseNumber: string }>(entity: EntityName<T>, n: number): Promise<T | undefined> => {
    await em.flush();
    return ((await em.findOne(entity, { id: `${found.caseNumber}.${n}` } as never)) as T | null) ?? undefined;
  };
  return {
    em,
    case: found,
    workItem: (instance) => one(WorkItem, instance),
    clock: (clock) => one(Clock, clock),
    card: (card) => one(Card, card),
    incident: (incident) => one(IncidentRow, incident),
    job: (instance) => one(JobRow, instance),
    clocks: async () => [...(await all(Clock)).values()],
    workItems: async () => [...(await all(WorkItem)).values()],
  };
}
