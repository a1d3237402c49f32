import type { Event } from '../../../engine/event.ts';
import type { LogEntry, OpenedEntry } from '../../../engine/log.ts';
import type { Snapshot } from '../../../engine/snapshot.ts';
import { Case } from '../../../server/cases/Case.ts';
import type { Orm } from '../../../server/orm.ts';
import type { Told, ToldStep } from '../../../server/readModel/batch.ts';

/** A case as acceptance writes it, before the workflow has said anything. */
export async function writeCase(orm: Orm, caseNumber: string, more: Partial<Case> = {}): Promise<void> {
  const em = orm.em.fork();
  em.create(Case, {
    caseNumber,
    matter: 'open-a-restaurant',
    matterName: '开办餐饮店',
    definitionVersion: 1,
    programHash: 'h',
    clockMode: 'wall',
    status: 'starting',
    acceptedBy: 'clerk1',
    acceptedAt: '2026-09-18T01:30:00.000Z',
    situations: '{}',
    form: '{}',
    materials: '[]',
    promise: '{}',
    ...more,
  });
  await em.flush();
}

export const opened = (instance: number, department = 'housing', more: Partial<OpenedEntry> = {}): OpenedEntry => ({
  type: 'opened',
  process: 'p',
  element: `task-${instance}`,
  instance,
  name: '审查',
  department,
  role: 'approver',
  form: null,
  item: null,
  opinions: ['agree', 'disagree'],
  stage: null,
  variables: {},
  ...more,
});

/** One hand-made step at minute `seq` of 18 September 2026. */
export function step(seq: number, log: readonly LogEntry[], event: Partial<Event> & { readonly user?: string } = {}): ToldStep {
  const { user = 'clerk1', ...rest } = event;
  return {
    seq,
    chain: `chain-${seq}`,
    log,
    event: { type: 'tick', ...rest, now: at(seq), actor: { user, role: 'approver' } } as Event,
  };
}

export const at = (seq: number): string => `2026-09-18T01:${String(30 + seq).padStart(2, '0')}:00.000Z`;

/** What the workflow would send for these steps. */
export function told(caseNumber: string, steps: readonly ToldStep[]): Told {
  const seq = steps.at(-1)?.seq ?? 0;
  return { caseNumber, steps, snapshot: snapshot(seq) };
}

export const snapshot = (seq: number): Snapshot => ({
  seq,
  status: 'running',
  now: at(seq),
  chain: `chain-${seq}`,
  tokens: [{ element: `task-${seq}`, process: 'p', instance: seq, parent: 1, incident: null }],
  clocks: [],
  nextDue: null,
});
