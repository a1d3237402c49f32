import type { JobOutcome } from '../../engine/event.ts';
import { InboxRow } from '../inbox/InboxRow.ts';
import type { EntityManager } from '../orm.ts';
import { fromText } from '../readModel/json.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { DepartmentRecord } from './DepartmentRecord.ts';
import { lateRule, type LateRule } from './lateRule.ts';

/** One record of a case as the ledger shows it: who said what, when it happened, was reported and was received. */
export interface CaseRecord {
  readonly id: string;
  readonly department: string | null;
  /** `entered`: typed in by the department's officer instead of sent by its system. */
  readonly direction: 'sent' | 'received' | 'entered';
  readonly kind: string;
  readonly operation: string | null;
  readonly item: string | null;
  readonly instance: number | null;
  readonly key: string | null;
  readonly state: 'asked' | 'accepted' | 'done' | 'refused' | 'failed' | 'evidence';
  readonly code: string | null;
  /** How often it was sent, or came. */
  readonly attempts: number;
  readonly occurredAt: string;
  readonly reportedAt: string;
  readonly receivedAt: string | null;
  readonly late: boolean;
  readonly lateRule: LateRule | null;
}

/** The whole ledger of a case in the order things were reported. */
export async function caseRecords(em: EntityManager, caseNumber: string): Promise<CaseRecord[]> {
  const lines = await em.find(DepartmentRecord, { caseNumber });
  // An early try that came to nothing is kept as evidence of what was sent; the call itself follows under its usual key.
  const exchanged = lines.filter(({ instance, state }) => instance !== null || state !== 'failed');
  const called = await em.find(InboxRow, { caseNumber });
  const entered = await em.find(WorkItem, { caseNumber, state: 'completed', department: { $ne: null } });
  const sent = new Map(exchanged.filter(({ direction }) => direction === 'sent').map((row) => [row.instance, row]));
  const records = [...exchanged.map(ofExchange), ...called.map((row) => ofCallback(row, sent.get(row.instance))), ...entered.map(ofWorkItem)];
  return records.sort((a, b) => (a.reportedAt < b.reportedAt ? -1 : a.reportedAt > b.reportedAt ? 1 : a.id < b.id ? -1 : 1));
}

function ofExchange(row: DepartmentRecord): CaseRecord {
  const { id, department, direction, kind, state, attempts, occurredAt, reportedAt } = row;
  const optional = { operation: row.operation ?? null, item: row.item ?? null, instance: row.instance ?? null, key: row.key ?? null, code: row.code ?? null };
  const rule = (row.lateRule ?? null) as LateRule | null;
  return { id, department, direction, kind, state, attempts, occurredAt, reportedAt, ...optional, receivedAt: row.receivedAt ?? null, late: rule !== null, lateRule: rule };
}

/** A later answer as the inbox keeps it; one that nobody waited for is evidence. */
function ofCallback(row: InboxRow, asked: DepartmentRecord | undefined): CaseRecord {
  const { outcome } = fromText<{ outcome: JobOutcome }>(row.body);
  const times = ('times' in outcome && outcome.times) || { occurredAt: row.receivedAt, reportedAt: row.receivedAt, receivedAt: row.receivedAt };
  const awaited = row.state === 'delivered' || row.state === 'stored';
  const rule = lateRule(times, awaited);
  return {
    id: `callback/${row.id}`,
    department: row.department,
    direction: 'received',
    kind: asked?.kind ?? 'processing',
    operation: asked?.operation ?? null,
    item: asked?.item ?? null,
    instance: row.instance ?? null,
    key: asked?.key ?? null,
    state: !awaited ? 'evidence' : outcome.kind === 'error' ? 'refused' : 'done',
    code: 'code' in outcome ? outcome.code : null,
    attempts: 1 + row.repeats,
    ...times,
    late: rule !== null,
    lateRule: rule,
  };
}

/** An officer's own entry: reported and received when it was made, happened then or earlier. */
function ofWorkItem(row: WorkItem): CaseRecord {
  const closedAt = row.closedAt ?? row.openedAt;
  const times = { occurredAt: row.occurredAt ?? closedAt, reportedAt: closedAt, receivedAt: closedAt };
  const rule = row.late ? (lateRule(times) ?? 'REPORTED_AFTERWARDS') : null;
  return {
    id: `entry/${row.id}`,
    department: row.department ?? null,
    direction: 'entered',
    kind: 'processing',
    operation: row.element,
    item: row.item ?? null,
    instance: row.instance,
    key: null,
    state: 'done',
    code: null,
    attempts: 1,
    ...times,
    late: rule !== null,
    lateRule: rule,
  };
}
