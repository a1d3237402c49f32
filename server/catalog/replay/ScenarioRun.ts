import { defineEntity, p } from '@mikro-orm/core';
import type { Difference } from '../../../engine/scenario/compare.ts';
import { runColumns } from '../backgroundRun.ts';

/** What a replay on the real engine came to. */
export interface ReplayResult {
  /** What the platform showed otherwise than the scenario says. */
  readonly differences: readonly Difference[];
  /** Number of events, and the chain after the last. */
  readonly events: number;
  readonly head: string | null;
  /** The first event after which the chain is another than in memory, from 1, with its kind; null where all are the same. */
  readonly diverged: { readonly seq: number; readonly event: string } | null;
}

const schema = defineEntity({
  name: 'ScenarioRun',
  tableName: 'scenario_runs',
  properties: {
    id: p.string().length(36).primary(),
    definition: p.string().length(60).index(),
    version: p.integer(),
    /** Id of the scenario among the version's own. */
    scenario: p.string().length(80),
    ...runColumns,
    /** Of the case that plays it, taken before it is accepted; null for replays that began before numbers were. */
    caseNumber: p.string().length(64).nullable().index(),
    result: p.json().$type<ReplayResult>().nullable(),
    /** Why it broke off, for whoever looks after the platform. */
    failure: p.text().nullable(),
  },
});

/** One replay of a published scenario on the real engine, as a rehearsed case of its own. */
export class ScenarioRun extends schema.class {}
schema.setClass(ScenarioRun);
