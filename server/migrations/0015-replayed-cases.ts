import type { Steps } from './Steps.ts';

/** Lists ask of every case whether it is a replayed scenario's. */
export const replayedCases: Steps = {
  name: '0015-replayed-cases',
  sqlite: ['create index `scenario_runs_case_number_index` on `scenario_runs` (`case_number`)'],
  postgresql: ['create index "scenario_runs_case_number_index" on "scenario_runs" ("case_number")'],
};
