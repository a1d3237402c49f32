import { canonical } from '../canonical.ts';

/**
 * Where a past case and its way through another version part. `NEW_STEP`: a step it did not have; `LEFT_OUT`: one it no longer
 * has; `OTHER_BRANCH`: `element` in place of `instead`; `STEP_GONE`: what was done there has no place in the new drawing;
 * `NOT_OPEN`: it was done when the new version does not ask for it; `REFUSED`: the new version refuses what was done (`detail`: why);
 * `INCIDENT`: it stops with an incident (`detail`: its code); `NOT_FINISHED`: all that happened has happened, and it still waits
 * there; `ENDED_EARLY`: it is over before all has happened; `OTHER_STATUS`: it ends otherwise (`detail`: how);
 * `HISTORY_BROKEN`: the past cannot be followed in its own version.
 */
export type DifferenceCode = 'NEW_STEP' | 'LEFT_OUT' | 'OTHER_BRANCH' | 'STEP_GONE' | 'NOT_OPEN' | 'REFUSED' | 'INCIDENT' | 'NOT_FINISHED' | 'ENDED_EARLY' | 'OTHER_STATUS' | 'HISTORY_BROKEN';

export interface Difference {
  readonly code: DifferenceCode;
  /** Number of the case's event, from 1; one more than there are when it shows at the end. */
  readonly seq: number;
  /** Type of that event; `end` when it shows at the end. */
  readonly event: string;
  /** Element as `elementKey` names it; null for the case as a whole. */
  readonly element: string | null;
  readonly instead?: string;
  readonly detail?: string;
}

/** `same`: the same steps by the same events; `other`: it comes to an end another way; `impossible`: it does not. */
export interface Outcome {
  readonly kind: 'same' | 'other' | 'impossible';
  /** The first difference; null when there is none. */
  readonly first: Difference | null;
  /** Why it does not come to its end; null when it does. */
  readonly end: Difference | null;
}

/** Cases whose difference is alike: explained once. */
export interface Group {
  readonly signature: string;
  readonly kind: 'other' | 'impossible';
  readonly first: Difference | null;
  readonly end: Difference | null;
  readonly count: number;
  /** The first of its cases, at most `SHOWN`. */
  readonly cases: readonly string[];
}

/** Cases of a group that are named. */
export const SHOWN = 20;

/** What differences are alike by: everything but which event of the case it was. */
export function signatureOf({ kind, first, end }: Outcome): string {
  const part = (difference: Difference | null) => difference && [difference.code, difference.element, difference.instead ?? null, difference.detail ?? null];
  return canonical([kind, part(first), part(end)]);
}

/** Puts outcomes together, onto what was put together before; those that go the same way are counted alone. */
export class Grouping {
  readonly #groups: Map<string, { kind: 'other' | 'impossible'; first: Difference | null; end: Difference | null; count: number; cases: string[] }>;
  same: number;

  constructor(before: { readonly same: number; readonly groups: readonly Group[] } = { same: 0, groups: [] }) {
    this.same = before.same;
    this.#groups = new Map(before.groups.map(({ signature, cases, ...group }) => [signature, { ...group, cases: [...cases] }]));
  }

  /** @returns the signature of the group it belongs to; null for a case that goes the same way */
  add(caseNumber: string, outcome: Outcome): string | null {
    if (outcome.kind === 'same') {
      this.same += 1;
      return null;
    }
    const signature = signatureOf(outcome);
    const group = this.#groups.get(signature) ?? { kind: outcome.kind, first: outcome.first, end: outcome.end, count: 0, cases: [] };
    group.count += 1;
    if (group.cases.length < SHOWN) group.cases.push(caseNumber);
    this.#groups.set(signature, group);
    return signature;
  }

  /** Impossible ones first, then by how many cases. */
  get groups(): Group[] {
    return [...this.#groups].map(([signature, group]) => ({ signature, ...group })).sort((a, b) => Number(b.kind === 'impossible') - Number(a.kind === 'impossible') || b.count - a.count || (a.signature < b.signature ? -1 : 1));
  }
}
