import type { LogEntry } from '../../engine/log.ts';
import type { EntityManager } from '../orm.ts';
import { CaseLog } from '../readModel/CaseLog.ts';
import { fromText } from '../readModel/json.ts';

/** Whether a special procedure (行政许可法 45) lasts: over the whole case with `instance` null, of any step without it. */
export async function specialProcedureIsOpen(em: EntityManager, caseNumber: string, instance?: null): Promise<boolean> {
  const rows = await em.find(CaseLog, { caseNumber, type: 'procedure' }, { orderBy: { seq: 'asc', n: 'asc' } });
  const open = new Set<number | null>();
  for (const row of rows) {
    const entry = fromText<Extract<LogEntry, { type: 'procedure' }>>(row.entry);
    if (entry.procedure === 'startSpecialProcedure') open.add(entry.instance);
    if (entry.procedure === 'finishSpecialProcedure') open.delete(entry.instance);
  }
  return instance === null ? open.has(null) : open.size > 0;
}
