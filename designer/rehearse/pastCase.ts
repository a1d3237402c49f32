import type { Scenario } from '../../engine/scenario/scenario.ts';

/** What takes in a past case: where scenarios are kept, and where one is shown. */
export interface Taker {
  /** Stores a scenario and returns its id; null where nothing may be stored now. */
  readonly keep: ((scenario: Scenario) => string) | null;
  show(id: string | null, scenario: Scenario): void;
}

/** Keeps a past case as a scenario, where that may be, and shows it; false, and nothing is kept, where it is a case of another matter. */
export function takePastCase({ matter, scenario }: { readonly matter: string; readonly scenario: Scenario }, key: string, { keep, show }: Taker): boolean {
  if (matter !== key) return false;
  // Shown as it was read: the list of kept ones hears of it only later.
  show(keep?.(scenario) ?? null, scenario);
  return true;
}
