import type { Effect } from '../../../engine/scenario/compare.ts';
import type { ScenarioStart, ScenarioStep } from '../../../engine/scenario/scenario.ts';
import type { CaseView } from '../../../engine/scenario/view.ts';

/** What can be done to a rehearsed case on a platform, and what can be seen of it. */
export interface Driver {
  start(start: ScenarioStart): Promise<void>;
  /** Does what a step says; what it expects is not looked at. */
  act(step: ScenarioStep): Promise<void>;
  see(): Promise<CaseView>;
  /** Accepted effects in the departments' own ledgers for this case. */
  effects(): Promise<readonly Effect[]>;
}
