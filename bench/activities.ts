import type { ActivityPorts, CaseActivities } from '../activities/ports.ts';
import { createActivities } from '../activities/index.ts';
import type { JobOutcome } from '../engine/event.ts';

/** What the hand-written workflow calls. */
export interface HandActivities {
  call(request: { caseNumber: string; step: string; n: number | null; variables: object; opens: boolean }): Promise<JobOutcome>;
  save(row: { caseNumber: string; what: string; n: number | null; opinion: string | null }): Promise<void>;
}

type Tell = (rows: unknown) => Promise<void>;

/** A department that has done it at once, on both sides. */
const done: JobOutcome = { kind: 'done' };

/** The yardstick's activities: rows go where ours go. */
export const handActivities = (tell: Tell, saves: boolean): HandActivities => ({
  async call({ caseNumber, n, opens }) {
    if (opens && !saves) await tell({ caseNumber, what: 'opened', n });
    return done;
  },
  save: (row) => tell(row),
});

/** The platform's own activities over the same department and the same place for rows. */
export const ourActivities = (tell: Tell): CaseActivities =>
  createActivities({
    departments: {
      system: async (department: string) => ({ department, protocol: 'bench', baseUrl: 'http://127.0.0.1:1', allowedHosts: [], signingSecret: '' }),
      callbackUrl: () => 'http://127.0.0.1:1',
    },
    readModel: { apply: (batch: unknown) => tell(batch) },
    personal: { reveal: async () => ({}) },
    connectors: { bench: { protocol: 'bench', call: async () => done } },
    log: { info() {}, warn() {} },
  } as unknown as ActivityPorts);
