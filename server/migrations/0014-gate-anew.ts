import type { Steps } from './Steps.ts';

/** Runs of the gate that count cases they do not remember (from before they remembered any): they begin anew, or would count them twice. */
const steps = [
  'delete from "gate_folds" where "run" in (select "id" from "gate_runs" where "done" <> (select count(*) from "gate_folds" as "own" where "own"."run" = "gate_runs"."id"))',
  `update "gate_runs" set "state" = 'cancelled', "done" = 0, "same" = 0, "groups" = '[]' where "done" <> (select count(*) from "gate_folds" where "gate_folds"."run" = "gate_runs"."id")`,
];

export const gateAnew: Steps = { name: '0014-gate-anew', sqlite: steps, postgresql: steps };
