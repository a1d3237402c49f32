import type { LogEntry } from '../../engine/log.ts';
import type { EntityManager } from '../orm.ts';
import { CaseLog } from '../readModel/CaseLog.ts';
import { fromText } from '../readModel/json.ts';

/** Special procedures (行政许可法 45) of a case that last: by the step's instance, null for one over the whole case. */
export async function openSpecialProcedures(em: EntityManager, caseNumber: string): Promise<ReadonlySet<number | null>> {
  const rows = await em.find(CaseLog, { caseNumber, type: 'procedure' }, { orderBy: { seq: 'asc', n: 'asc' } });
  const open = new Set<number | null>();
  for (const row of rows) {
    const entry = fromText<Extract<LogEntry, { type: 'procedure' }>>(row.entry);
    if (entry.procedure === 'startSpecialProcedure') open.add(entry.instance);
    if (entry.procedure === 'finishSpecialProcedure') open.delete(entry.instance);
  }
  return open;
}
