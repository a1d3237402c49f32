import { hash } from '../../engine/canonical.ts';
import type { Event } from '../../engine/event.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Program } from '../../engine/program.ts';
import { Case } from '../cases/Case.ts';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import { EngineProcess } from '../engine/EngineProcess.ts';
import type { EntityManager } from '../orm.ts';
import { CaseEvent } from '../readModel/CaseEvent.ts';
import { CaseLog } from '../readModel/CaseLog.ts';
import { ChainHead } from '../readModel/ChainHead.ts';
import { fromText } from '../readModel/json.ts';
import { WorkItem } from '../tasks/WorkItem.ts';

/** What the platform's database says about a case: the other witness beside its history. */
export interface CaseRecords {
  readonly status: string;
  /** Last event whose effects the rows show. */
  readonly seq: number;
  readonly chain: string;
  /** By event number. `event` is null for the moment in which only its effect is known. */
  readonly events: ReadonlyMap<number, { readonly event: Event | null; readonly chain: string }>;
  readonly log: ReadonlyMap<number, readonly LogEntry[]>;
  readonly heads: ReadonlyMap<number, string>;
  /** By instance. */
  readonly workItems: ReadonlyMap<number, { readonly element: string; readonly opinion: string | null; readonly comment: string | null; readonly closedBy: string | null }>;
  /** The published version the case runs: what stands there now, and the hash of it; null when it is gone. */
  readonly stored: { readonly program: Program; readonly hash: string; readonly statedHash: string } | null;
}

/** Reads the database's side; null when it knows no such case. */
export async function readRecords(em: EntityManager, caseNumber: string): Promise<CaseRecords | null> {
  const found = await em.findOne(Case, { caseNumber });
  if (!found) return null;
  const [events, log, heads, items, version] = await Promise.all([
    em.find(CaseEvent, { caseNumber }, { orderBy: { seq: 'asc' } }),
    em.find(CaseLog, { caseNumber }, { orderBy: { seq: 'asc', n: 'asc' } }),
    em.find(ChainHead, { caseNumber }),
    em.find(WorkItem, { caseNumber }),
    storedOf(em, found),
  ]);
  const program = version && fromText<Program>(version.program);
  return {
    status: found.status,
    seq: found.seq,
    chain: found.chain,
    events: new Map(events.map(({ seq, event, chain }) => [seq, { event: event ? fromText<Event>(event) : null, chain }])),
    log: new Map([...Map.groupBy(log, (row) => row.seq)].map(([seq, rows]) => [seq, rows.map((row) => fromText<LogEntry>(row.entry))])),
    heads: new Map(heads.map(({ seq, chain }) => [seq, chain])),
    workItems: new Map(items.map(({ instance, element, opinion, comment, closedBy }) => [instance, { element, opinion: opinion ?? null, comment: comment ?? null, closedBy: closedBy ?? null }])),
    stored: version && program ? { program, hash: hash(program), statedHash: version.programHash } : null,
  };
}

/** The version a case runs, a matter's or one that the engine's API deployed. */
function storedOf(em: EntityManager, { world, matter: key, definitionVersion: version }: Case): Promise<{ readonly program: string; readonly programHash: string } | null> {
  return world == null ? em.findOne(DefinitionVersion, { key, version }) : em.findOne(EngineProcess, { key, version });
}
