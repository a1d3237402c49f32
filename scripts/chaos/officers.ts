import { setTimeout as pause } from 'node:timers/promises';
import { Refused, type Person, type PlatformClient } from '../../server/client/client.ts';
import { fillForm, type FillableForm } from '../../server/client/fillForm.ts';
import { civilDate } from '../../engine/clock/civil.ts';
import type { CivilDate } from '../../engine/value.ts';
import type { Random } from './random.ts';

/** One line of an inbox. */
interface Line {
  readonly id: string;
  readonly caseNumber: string;
  readonly element: string;
  readonly closedAt: string | null;
  readonly claimedBy: string | null;
  readonly suspended: string | null;
}

/** A work item as its screen shows it. */
interface Item extends Line {
  readonly opinions: readonly string[];
  readonly stepForm: FillableForm | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A completion that a person made, for the checks afterwards. */
export interface Completed {
  readonly caseNumber: string;
  readonly id: string;
  readonly comment: string;
  readonly opinion: string | undefined;
}

/** Refusals that only say that the inbox was read a moment ago. */
const stale = new Set(['TASK_ALREADY_DONE', 'TASK_CLAIMED', 'TASK_SUSPENDED', 'CASE_CLOSED', 'NOT_FOUND', 'FORBIDDEN', 'TASK_CANCELLED']);

/**
 * Lets one person work through the own inbox until `done`: take up, now and then think better of it, answer. Comments
 * are unlike each other, so that each can be found again in the case's history.
 */
export async function workInbox(client: PlatformClient, user: string, random: Random, ours: ReadonlySet<string>, done: () => boolean, completed: (one: Completed) => void): Promise<void> {
  const person = await client.as(user);
  let count = 0;
  while (!done()) {
    const lines = (await person.get<Line[]>('/api/work-items')).filter((line) => line.closedAt === null && ours.has(line.caseNumber) && !line.suspended);
    for (const line of lines) {
      if (done()) return;
      try {
        completed(await workOn(person, line, random, `chaos-${user}-${(count += 1)}`));
      } catch (error) {
        if (!(error instanceof Refused) || !stale.has(error.code)) throw error;
      }
    }
    await pause(random.between(200, 600));
  }
}

async function workOn(person: Person, line: Line, random: Random, comment: string): Promise<Completed> {
  const { caseNumber, id } = line;
  const item = await person.get<Item>(`/api/work-items/${id}`);
  if (line.claimedBy === null) {
    await person.post(`/api/work-items/${id}/claim`);
    if (random.next() < 0.1) {
      await person.post(`/api/work-items/${id}/release`);
      await person.post(`/api/work-items/${id}/claim`);
    }
  }
  const opinion = opinionOf(item, random);
  const variables = fillForm(item.stepForm, item.variables, await today(person, item, caseNumber), opinion === 'rectify' ? { points: '补齐阀门间距（示例）' } : {});
  await person.post(`/api/work-items/${id}/completion`, { ...(opinion !== undefined && { opinion }), comment, variables });
  return { caseNumber, id, comment, opinion };
}

/** The day it is in the case: who proposes a visit has to know. */
async function today(person: Person, { stepForm }: Item, caseNumber: string): Promise<CivilDate> {
  if (!JSON.stringify(stepForm).includes('"proposeSlots"')) return '2026-09-21';
  const { virtualNow } = await person.get<{ virtualNow: string | null }>(`/api/cases/${caseNumber}`);
  return civilDate(virtualNow ?? new Date().toISOString());
}

/** Mostly agreement; now and then conditions, or a rectification where one may be asked for. */
function opinionOf({ opinions }: Item, random: Random): string | undefined {
  if (opinions.length === 0) return undefined;
  const chance = random.next();
  if (chance < 0.08 && opinions.includes('rectify')) return 'rectify';
  if (chance < 0.2 && opinions.includes('agreeWithConditions')) return 'agreeWithConditions';
  return opinions.includes('agree') ? 'agree' : opinions[0];
}
