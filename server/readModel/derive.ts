import type { CardEntry, ClockEntry, ClosedEntry, LogEntry, OpenedEntry } from '../../engine/log.ts';
import { DocumentRow } from '../documents/DocumentRow.ts';
import { Notice } from '../notices/Notice.ts';
import { Card } from '../supervision/Card.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { Clock } from './Clock.ts';
import { IncidentRow } from './IncidentRow.ts';
import { deriveJob } from './deriveJob.ts';
import { fromText, toText } from './json.ts';
import type { Rows } from './rows.ts';

/** When the step happened, who acted (null: not known yet), and the log entry's own id. */
export interface StepFacts {
  readonly at: string;
  readonly user: string | null;
  readonly id: string;
}

/** Folds one log entry into the derived rows. Entries that tell of the path alone stay in the log. */
export async function derive(rows: Rows, entry: LogEntry, facts: StepFacts): Promise<void> {
  switch (entry.type) {
    case 'opened':
      return opened(rows, entry, facts);
    case 'claimed':
      return claimed(rows, entry.instance, entry.user, facts);
    case 'closed':
      return closed(rows, entry, facts);
    case 'left':
      return deriveJob.left(rows, entry.instance, entry.how, facts);
    case 'job':
      return deriveJob.job(rows, entry, facts);
    case 'incident':
      return incident(rows, entry, facts);
    case 'clock':
      return clock(rows, entry, facts);
    case 'card':
      return card(rows, entry, facts);
    case 'cardAnswered':
      return cardAnswered(rows, entry.card, entry.answer, facts);
    case 'document':
      rows.em.create(DocumentRow, { id: facts.id, caseNumber: rows.case.caseNumber, code: entry.code, instance: entry.instance, data: toText(entry.data), issuedAt: facts.at });
      return;
    case 'procedure':
      return procedure(rows, entry);
    case 'status':
      return status(rows, entry.status, entry.reason, facts);
    default:
      return;
  }
}

async function opened(rows: Rows, entry: OpenedEntry, { at }: StepFacts): Promise<void> {
  const due = (await rows.clocks()).find((one) => one.instance === entry.instance && one.state !== 'stopped');
  rows.em.create(WorkItem, {
    id: `${rows.case.caseNumber}.${entry.instance}`,
    caseNumber: rows.case.caseNumber,
    instance: entry.instance,
    process: entry.process,
    element: entry.element,
    name: entry.name,
    department: entry.department,
    role: entry.role,
    form: entry.form,
    item: entry.item,
    opinions: toText(entry.opinions),
    stage: entry.stage,
    variables: toText(entry.variables),
    state: 'open',
    openedAt: at,
    dueOn: due?.dueOn ?? null,
    dueAt: due?.dueAt ?? null,
  });
}

async function claimed(rows: Rows, instance: number, user: string | null, { at }: StepFacts): Promise<void> {
  const item = await rows.workItem(instance);
  if (!item) return;
  item.state = user === null ? 'open' : 'claimed';
  item.claimedBy = user;
  item.claimedAt = user === null ? null : at;
}

async function closed(rows: Rows, entry: ClosedEntry, { at, user }: StepFacts): Promise<void> {
  const item = await rows.workItem(entry.instance);
  if (!item) return;
  item.state = entry.how;
  item.suspended = null;
  item.closedAt = at;
  item.closedBy = entry.how === 'completed' ? user : null;
  item.opinion = entry.opinion ?? null;
  item.comment = entry.comment ?? null;
  item.occurredAt = entry.occurredAt ?? null;
  item.late = entry.occurredAt !== undefined && entry.occurredAt < at;
}

async function incident(rows: Rows, entry: Extract<LogEntry, { type: 'incident' }>, { at, user }: StepFacts): Promise<void> {
  const { id, instance, code, message, raisedAt } = entry.incident;
  if (entry.action === 'raised') {
    const department = (await rows.job(instance))?.department ?? (await rows.workItem(instance))?.department ?? null;
    rows.em.create(IncidentRow, { id: `${rows.case.caseNumber}.${id}`, caseNumber: rows.case.caseNumber, incident: id, instance, element: entry.element, department, code, message, state: 'open', raisedAt });
    return;
  }
  const row = await rows.incident(id);
  if (row) Object.assign(row, { state: 'settled', settledAt: at, settledBy: user, how: entry.how, reason: entry.reason ?? null });
}

const clockStates = { started: 'running', resumed: 'running', paused: 'paused', stopped: 'stopped' } as const;

async function clock(rows: Rows, entry: ClockEntry, { at }: StepFacts): Promise<void> {
  const { caseNumber } = rows.case;
  const line = { action: entry.action, at, dueOn: entry.dueOn, reason: entry.reason, basis: entry.basis, before: entry.before, calendarVersion: entry.calendarVersion };
  const found = await rows.clock(entry.clock);
  const row =
    found ??
    rows.em.create(Clock, {
      id: `${caseNumber}.${entry.clock}`,
      caseNumber,
      clock: entry.clock,
      instance: entry.instance,
      element: entry.element,
      limit: toText(entry.limit),
      state: 'running',
      startedAt: at,
      provisional: entry.provisional,
      calendarVersion: entry.calendarVersion,
      ledger: '[]',
    });
  if (entry.action !== 'recalculated') row.state = clockStates[entry.action];
  row.dueOn = entry.dueOn;
  row.dueAt = entry.dueAt;
  row.provisional = entry.provisional;
  row.calendarVersion = entry.calendarVersion;
  row.reason = entry.action === 'paused' ? (entry.reason ?? null) : null;
  row.basis = entry.action === 'paused' ? (entry.basis ?? null) : null;
  row.endedAt = entry.action === 'stopped' ? at : null;
  if (entry.ledger) row.legal = toText(entry.ledger);
  row.ledger = toText([...fromText<unknown[]>(row.ledger), line]);
  if (entry.instance === null) {
    Object.assign(rows.case, { dueOn: entry.dueOn, dueAt: entry.dueAt, provisional: entry.provisional });
    return;
  }
  const item = await rows.workItem(entry.instance);
  if (item) Object.assign(item, { dueOn: entry.dueOn, dueAt: entry.dueAt });
}

function card(rows: Rows, entry: CardEntry, { at, id }: StepFacts): void {
  const { caseNumber } = rows.case;
  rows.em.create(Card, {
    id: `${caseNumber}.${entry.card}`,
    caseNumber,
    card: entry.card,
    level: entry.level,
    signal: entry.signal,
    answerBy: entry.answerBy,
    clock: entry.clock,
    instance: entry.instance,
    element: entry.element,
    department: entry.department,
    told: toText(entry.to),
    issuedOn: entry.on,
    issuedAt: at,
    computation: toText(entry.computation),
    state: 'open',
  });
  entry.to.forEach((recipient) =>
    rows.em.create(Notice, { id: `${id}.${recipient}`, caseNumber, card: entry.card, level: entry.level, recipient, department: entry.department, at }),
  );
}

async function cardAnswered(rows: Rows, card: number, answer: string, { at, user }: StepFacts): Promise<void> {
  const row = await rows.card(card);
  if (row) Object.assign(row, { state: 'answered', answer, answeredBy: user, answeredAt: at });
}

const suspensions: Readonly<Record<string, 'correction' | 'specialProcedure' | null>> = {
  requestCorrection: 'correction',
  supplyCorrection: null,
  startSpecialProcedure: 'specialProcedure',
  finishSpecialProcedure: null,
};

/** A procedure of one step suspends that step; one of the whole case suspends all that are open. */
async function procedure(rows: Rows, entry: Extract<LogEntry, { type: 'procedure' }>): Promise<void> {
  if (!(entry.procedure in suspensions)) return;
  const suspended = suspensions[entry.procedure] ?? null;
  for (const item of await rows.workItems()) {
    const concerned = entry.instance === null ? item.state === 'open' || item.state === 'claimed' : item.instance === entry.instance;
    if (!concerned) continue;
    item.suspended = suspended;
    if (entry.procedure === 'requestCorrection') item.correction = toText({ items: entry.items ?? [], reason: entry.reason ?? '' });
  }
}

function status(rows: Rows, status: string, reason: string | undefined, { at }: StepFacts): void {
  const found = rows.case;
  found.status = status as typeof found.status;
  found.reason = reason ?? found.reason ?? null;
  found.closedAt = status === 'running' ? null : at;
}
