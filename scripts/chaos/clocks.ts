import { setTimeout as pause } from 'node:timers/promises';
import { Refused, type PlatformClient } from '../../server/client/client.ts';
import type { Random } from './random.ts';

/** How a case stands for the run. */
export type Standing = 'running' | 'ended' | 'incident';

/** What following the cases needs to know of the rest of the run, and tells it. */
export interface Following {
  readonly cases: ReadonlySet<string>;
  /** True while cases are still being accepted or parts killed. */
  busy(): boolean;
  /** Grows with the work that people get done. */
  progress(): number;
  /** How long nothing may get on before the rest is given up, milliseconds. */
  readonly patienceMs: number;
  /** Told after each round how many cases are running. */
  running(count: number): void;
}

/**
 * Moves the rehearsals' clocks on by a working day, where nobody has anything to do and now and then elsewhere, and
 * settles incidents once, until every case has ended or stands in an incident that is seen on the operator's list, or
 * nothing gets on any more. Answers the standings.
 */
export async function followCases(client: PlatformClient, random: Random, { cases, busy, progress, patienceMs, running }: Following): Promise<Map<string, Standing>> {
  const clerk = await client.as('clerk1');
  const operator = await client.as('operator1');
  const standings = new Map<string, Standing>();
  const settled = new Set<string>();
  let [until, before] = [0, -1];
  for (;;) {
    const open = await operator.get<{ id: string; caseNumber: string }[]>('/api/incidents?state=open');
    for (const caseNumber of cases) {
      if (standings.get(caseNumber) === 'ended') continue;
      const { status, steps } = await clerk.get<{ status: string; steps: { state: string }[] }>(`/api/cases/${caseNumber}`);
      const incident = open.find((one) => one.caseNumber === caseNumber);
      const ended = status !== 'running' && status !== 'starting';
      standings.set(caseNumber, ended ? 'ended' : incident !== undefined && settled.has(incident.id) ? 'incident' : 'running');
      if (ended) continue;
      const idle = !steps.some(({ state }) => state === 'open' || state === 'claimed');
      if (incident !== undefined && !settled.has(incident.id)) {
        settled.add(incident.id);
        await quietly(operator.post(`/api/incidents/${incident.id}/settlement`, { action: 'retry', reason: '再试一次' }));
      } else if (idle || random.next() < 0.1) {
        await quietly(operator.post(`/api/cases/${caseNumber}/advance`, { workingDays: 1 }));
      }
    }
    const left = [...standings.values()].filter((standing) => standing === 'running').length;
    running(left);
    const now = progress() + standings.size - left;
    if (busy() || now !== before) [until, before] = [Date.now() + patienceMs, now];
    if (!busy() && (left === 0 || Date.now() > until)) return standings;
    await pause(500);
  }
}

/** A refusal here only means that the case has moved on in the meantime. */
async function quietly(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
  });
}
