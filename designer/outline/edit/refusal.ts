/** Why an edit can't be done; each has a text `designer.outline.refused.<code>`. */
export const refusals = ['NOT_THERE', 'NO_PLACE', 'START_STAYS', 'END_STAYS', 'EVENT_STAYS', 'EVENT_FIRST', 'BRANCH_GOES_ON', 'OTHERWISE_STAYS', 'LAST_WAY_ON', 'LED_BACK_TO', 'LEADS_BACK', 'IN_ITSELF', 'AT_THE_END', 'PARALLEL_BETWEEN', 'RUNS_ON', 'NOTHING_WAITS', 'ONLY_CHOICES', 'NOT_AN_ACTIVITY'] as const;

export type RefusalCode = (typeof refusals)[number];

/** An edit that would break the drawing. It is thrown before anything is drawn. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode) {
    super(`Expected an edit that keeps the drawing whole, but ${code}`);
    this.code = code;
  }
}

/** @throws always. */
export function refuse(code: RefusalCode): never {
  throw new Refusal(code);
}
