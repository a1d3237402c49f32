import { setTimeout as pause } from 'node:timers/promises';
import { Refused, type PlatformClient } from '../client.ts';
import type { Random } from './random.ts';

/** How a case stands for the run. */
export type Standing = 'running' | 'ended' | 'incident';

/**
 * Moves the rehearsals' clocks on by a working day, where nobody has anything to do and now and then elsewhere, and settles incidents once, until every case has ended
 * or stands in an incident that is seen on the operator's list. Tells after each round how many are running; answers the
 * standings.
 */
export async function followCases(client: PlatformClient, random: Random, cases: ReadonlySet<string>, accepting: () => boolean, patienceMs: number, running: (count: number) => void): Promise<Map<string, Standing>> {
  const clerk = await client.as('clerk1');
  const operator = await client.as('operator1');
  const settled = new Set<string>();
  let until = Date.now() + patienceMs;
  for (;;) {
    const standings = new Map<string, Standing>();
    const open = await operator.get<{ id: string; caseNumber: string }[]>('/api/incidents?state=open');
    for (const caseNumber of cases) {
      const { status, steps } = await clerk.get<{ status: string; steps: { state: string }[] }>(`/api/cases/${caseNumber}`);
      const idle = !steps.some(({ state }) => state === 'open' || state === 'claimed');
      const incident = open.find((one) => one.caseNumber === caseNumber);
      const ended = status !== 'running' && status !== 'starting';
      standings.set(caseNumber, ended ? 'ended' : incident !== undefined ? 'incident' : 'running');
      if (ended) continue;
      if (incident !== undefined && !settled.has(incident.id)) {
        settled.add(incident.id);
        standings.set(caseNumber, 'running');
        await quietly(operator.post(`/api/incidents/${incident.id}/settlement`, { action: 'retry', reason: '再试一次' }));
      } else if (idle || random.next() < 0.1) {
        await quietly(operator.post(`/api/cases/${caseNumber}/advance`, { workingDays: 1 }));
      }
    }
    running([...standings.values()].filter((standing) => standing === 'running').length);
    if (accepting()) until = Date.now() + patienceMs;
    else if (![...standings.values()].includes('running') || Date.now() > until) return standings;
    await pause(1_000);
  }
}

/** A refusal here only means that the case has moved on in the meantime. */
async function quietly(asked: Promise<unknown>): Promise<void> {
  await asked.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
  });
}
