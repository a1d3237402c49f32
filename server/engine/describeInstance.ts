import { z } from 'zod';
import { countsOf, executions } from '../../engine/history.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Program } from '../../engine/program.ts';
import { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { SubscriptionRow } from '../post/Subscription.ts';
import { CaseEvent } from '../readModel/CaseEvent.ts';
import { CaseLog } from '../readModel/CaseLog.ts';
import { IncidentRow } from '../readModel/IncidentRow.ts';
import { fromText } from '../readModel/json.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { EngineProcess } from './EngineProcess.ts';
import { stateOf, variablesOf } from './stateOf.ts';
import { describeTask, taskShape } from './tasks.ts';

export const instanceLine = z.object({
  id: z.string(),
  process: z.string(),
  version: z.int(),
  deployment: z.string(),
  name: z.string(),
  state: z.enum(['starting', 'refused', 'running', 'completed', 'terminated', 'cancelled']),
  rehearsal: z.boolean(),
  now: z.string().nullable().describe("The instance's own time where it runs on a rehearsal's clock"),
  startedAt: z.string(),
  startedBy: z.string(),
  endedAt: z.string().nullable(),
  nextDue: z.string().nullable().describe('The earliest instant at which something happens by itself'),
  seq: z.int().describe('Events so far'),
  openTasks: z.int(),
  openIncidents: z.int(),
});

export const instanceShape = instanceLine.extend({
  tasks: z.array(taskShape).describe('Open user tasks, oldest first'),
  waiting: z.array(z.object({ element: z.string(), for: z.enum(['message', 'signal']), name: z.string(), key: z.json().optional() })).describe('Messages and signals it waits for'),
  tokens: z.array(z.object({ element: z.string(), process: z.string() })).describe('Elements under way'),
  incidents: z.array(z.object({ id: z.string(), element: z.string(), code: z.string(), message: z.string(), raisedAt: z.string() })).describe('Open ones; settled under /api/incidents'),
  elements: z.array(z.object({ element: z.string(), completed: z.int(), cancelled: z.int() })).describe('How often each element was done and called off; a loop counts by its instances'),
  history: z.array(z.object({ element: z.string(), process: z.string(), how: z.enum(['completed', 'cancelled']), at: z.string() })).describe('Executions that are over, in order'),
  variables: z.record(z.string(), z.json()),
});

/** Lines of instances, in the order given. */
export async function instanceLines(em: EntityManager, found: readonly Case[]): Promise<z.input<typeof instanceLine>[]> {
  const numbers = found.map(({ caseNumber }) => caseNumber);
  const tasks = await em.find(WorkItem, { caseNumber: { $in: numbers }, state: { $in: ['open', 'claimed'] } }, { fields: ['caseNumber'] });
  const incidents = await em.find(IncidentRow, { caseNumber: { $in: numbers }, state: 'open' }, { fields: ['caseNumber'] });
  const processes = await em.find(EngineProcess, { key: { $in: [...new Set(found.map(({ matter }) => matter))] } }, { fields: ['key', 'version', 'deployment'] });
  const count = (rows: readonly { caseNumber: string }[], caseNumber: string) => rows.filter((row) => row.caseNumber === caseNumber).length;
  return found.map((one) => ({
    id: one.caseNumber,
    process: one.matter,
    version: one.definitionVersion,
    deployment: processes.find(({ key, version }) => key === one.matter && version === one.definitionVersion)?.deployment ?? '',
    name: one.matterName,
    state: one.status,
    rehearsal: one.clockMode === 'rehearsal',
    now: one.clockMode === 'rehearsal' ? (one.virtualNow ?? null) : null,
    startedAt: one.acceptedAt,
    startedBy: one.acceptedBy,
    endedAt: one.closedAt ?? null,
    nextDue: one.nextDue ?? null,
    seq: one.seq,
    openTasks: count(tasks, one.caseNumber),
    openIncidents: count(incidents, one.caseNumber),
  }));
}

/** Everything about one instance. */
export async function describeInstance(em: EntityManager, parts: Pick<OutboxParts, 'cases'>, found: Case): Promise<z.input<typeof instanceShape>> {
  const { caseNumber } = found;
  const [line] = await instanceLines(em, [found]);
  const stored = await em.findOneOrFail(EngineProcess, { key: found.matter, version: found.definitionVersion });
  const program = fromText<Program>(stored.program);
  const log = await em.find(CaseLog, { caseNumber, type: { $in: ['entered', 'left'] } }, { orderBy: { seq: 'asc', n: 'asc' } });
  const at = new Map((await em.find(CaseEvent, { caseNumber }, { fields: ['seq', 'at'] })).map((row) => [row.seq, row.at]));
  const entries = log.map((row) => ({ seq: row.seq, entry: fromText<LogEntry>(row.entry) }));
  const over = executions(program, entries.map(({ entry }) => entry));
  const leftAt = new Map(entries.flatMap(({ seq, entry }) => (entry.type === 'left' ? [[`${entry.instance} ${entry.element}`, at.get(seq) ?? found.acceptedAt] as const] : [])));
  const incidents = await em.find(IncidentRow, { caseNumber, state: 'open' }, { orderBy: { incident: 'asc' } });
  const tasks = await em.find(WorkItem, { caseNumber, state: { $in: ['open', 'claimed'] } }, { orderBy: { instance: 'asc' } });
  const subscriptions = await em.find(SubscriptionRow, { caseNumber }, { orderBy: { position: 'asc' } });
  return {
    ...line!,
    tasks: tasks.map(describeTask),
    waiting: subscriptions.map(({ element, kind, name, key }) => ({ element, for: kind, name, ...(key != null && { key: fromText<never>(key) }) })),
    tokens: fromText<{ element: string; process: string }[]>(found.tokens).map(({ element, process }) => ({ element, process })),
    incidents: incidents.map(({ id, element, code, message, raisedAt }) => ({ id, element, code, message, raisedAt })),
    elements: Object.entries(countsOf(over)).map(([element, counts]) => ({ element, ...counts })),
    history: over.map(({ element, process, how, instance }) => ({ element, process, how, at: leftAt.get(`${instance} ${element}`)! })),
    variables: variablesOf(await stateOf(em, parts, found, program)) as Record<string, never>,
  };
}
