import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { fetchRuns, readRun } from '../audit/history.ts';
import { repeat, type Chore } from '../outbox/run.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { lead, stepDown } from './lead.ts';
import { reconcile, type ReconcilerParts } from './reconcile.ts';
import { nextOpen, suspects } from './suspects.ts';

const name = 'reconciler';

/** Time between two looks, milliseconds. */
const restMs = 4_000;

/** Cases compared without a reason at each look: all of a thousand open ones within an hour or so. */
const roundsOf = 5;

/** Keeps the read model in step with the workflows until stopped; any number of processes may run it, one acts (C-18). */
export function runReconciler(outbox: OutboxParts, client: Client, codec: PayloadCodec): Chore {
  const parts: ReconcilerParts = { ...outbox, batchesOf: (caseNumber) => batchesOf(client, codec, caseNumber) };
  let cursor = '';
  const chore = repeat(restMs, outbox, async () => {
    if (!(await lead(parts.orm, name, parts.holder, parts.now()))) return 0;
    const em = parts.orm.em.fork();
    const round = await nextOpen(em, cursor, roundsOf);
    cursor = round.at(-1) ?? '';
    for (const caseNumber of new Set([...(await suspects(em, parts.now())), ...round])) {
      await reconcile(parts, caseNumber);
      // A long look must not cost the leadership.
      if (!(await lead(parts.orm, name, parts.holder, parts.now()))) break;
    }
    return 0;
  });
  return {
    async stop() {
      await chore.stop();
      await stepDown(parts.orm, name, parts.holder);
    },
  };
}

/** What the history holds of a case's way into the read model: the arguments of its `project` activities. */
export async function batchesOf(client: Client, codec: PayloadCodec, caseNumber: string) {
  const runs = await fetchRuns(client, caseNumber);
  const read = await Promise.all(runs.map((run) => readRun(run, codec)));
  return read.flatMap((run) => run.projections.map(({ batch }) => batch));
}
