import { z } from 'zod';
import type { Calendar } from '../../engine/clock/calendar.ts';
import type { Program } from '../../engine/program.ts';
import type { EntityManager } from '../orm.ts';
import { Clock } from '../readModel/Clock.ts';
import { IncidentRow } from '../readModel/IncidentRow.ts';
import { JobRow } from '../readModel/JobRow.ts';
import { fromText } from '../readModel/json.ts';
import { WorkItem } from '../tasks/WorkItem.ts';
import { clockView } from './clockView.ts';
import type { Names } from './names.ts';

export const clockShape = z.object({
  dueOn: z.string().nullable(),
  dueAt: z.string().nullable(),
  remaining: z.number().nullable().describe('Working days left, negative when late; null while the clock stands'),
  light: z.enum(['green', 'yellow', 'red', 'paused', 'none']),
  provisional: z.boolean(),
  paused: z.boolean(),
});

/** A step of a case, people's and departments' systems' alike, live or past. */
export const stepShape = z.object({
  instance: z.number(),
  element: z.string(),
  name: z.string(),
  department: z.string().nullable(),
  state: z.enum(['open', 'claimed', 'completed', 'cancelled', 'waiting', 'incident', 'suspended']),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  by: z.string().nullable(),
  opinion: z.string().nullable(),
  comment: z.string().nullable(),
  late: z.boolean().describe('Entered afterwards (补录)'),
  occurredAt: z.string().nullable(),
  correction: z.object({ items: z.array(z.string()), reason: z.string().nullable() }).nullable().describe('What a correction asks for, while it lasts'),
  clock: clockShape.nullable(),
  waitedMs: z.number().describe('Waiting that our own connector caused, charged to it'),
});

export type StepView = z.input<typeof stepShape>;

/** All steps of a case in order of birth; `now` is the case's own. */
export async function stepsOf(em: EntityManager, caseNumber: string, program: Program | null, calendar: Calendar, now: string, shown: Names): Promise<StepView[]> {
  const [items, jobs, incidents, clocks] = await Promise.all([
    em.find(WorkItem, { caseNumber }),
    em.find(JobRow, { caseNumber }),
    em.find(IncidentRow, { caseNumber, state: 'open' }),
    em.find(Clock, { caseNumber }),
  ]);
  const clockOf = (instance: number) => {
    const clock = clocks.find((one) => one.instance === instance);
    return clock ? clockView(clock, calendar, now) : null;
  };
  const stands = (instance: number) => incidents.some((incident) => incident.instance === instance);
  const names = new Map(Object.values(program?.processes ?? {}).flatMap((process) => process.nodes.map((node) => [node.id, node.name ?? node.id])));
  const people = items.map((item): StepView => ({
    instance: item.instance,
    element: item.element,
    name: shown.step(item.element, item.name),
    department: item.department ?? null,
    state: stands(item.instance) ? 'incident' : item.suspended ? 'suspended' : item.state,
    openedAt: item.openedAt,
    closedAt: item.closedAt ?? null,
    by: item.closedBy ?? item.claimedBy ?? null,
    opinion: item.opinion ?? null,
    comment: item.comment ?? null,
    late: item.late,
    occurredAt: item.occurredAt ?? null,
    correction: item.suspended === 'correction' && item.correction ? correctionOf(item.correction) : null,
    clock: clockOf(item.instance),
    waitedMs: 0,
  }));
  const systems = jobs.map((job): StepView => ({
    instance: job.instance,
    element: job.element,
    name: shown.step(job.element, names.get(job.element) ?? job.element),
    department: job.department ?? null,
    state: stands(job.instance) ? 'incident' : stateOfJob(job.state),
    openedAt: job.askedAt,
    closedAt: job.settledAt ?? null,
    by: null,
    opinion: null,
    comment: job.code ?? null,
    late: job.late,
    occurredAt: job.occurredAt ?? null,
    correction: null,
    clock: clockOf(job.instance),
    waitedMs: job.waitedMs,
  }));
  return [...people, ...systems].sort((a, b) => a.instance - b.instance);
}

function correctionOf(text: string): StepView['correction'] {
  const { items, reason } = fromText<{ items: string[]; reason?: string }>(text);
  return { items, reason: reason ?? null };
}

function stateOfJob(state: JobRow['state']): StepView['state'] {
  if (state === 'done' || state === 'error') return 'completed';
  return state === 'cancelled' ? 'cancelled' : 'waiting';
}
