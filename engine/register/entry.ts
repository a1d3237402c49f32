import type { Limit } from '../program.ts';

/** One version of an entry of the city's register (事项目录): a matter that is not in it must not be offered (SC-21). */
export interface RegisterEntry {
  readonly code: string;
  /** Counts from 1 within the code; a later version replaces the earlier ones from its first day on. */
  readonly version: number;
  readonly name: string;
  readonly leadDepartment: string;
  readonly limit: Pick<Limit, 'amount' | 'unit' | 'kind' | 'basis'>;
  /** Codes of the departments' service items it bundles. */
  readonly items: readonly string[];
  readonly state: 'inForce' | 'retired';
  /** First day it holds, `YYYY-MM-DD`. */
  readonly validFrom: string;
  /** Last day it holds; null without an end. */
  readonly validTo: string | null;
}

/** The version of an entry that holds on a day; null when none has begun, it has ended or the entry is retired. */
export function entryOn(versions: readonly RegisterEntry[], day: string): RegisterEntry | null {
  const begun = versions.filter(({ validFrom }) => validFrom <= day).toSorted((a, b) => b.version - a.version)[0];
  return begun === undefined || begun.state === 'retired' || (begun.validTo !== null && begun.validTo < day) ? null : begun;
}
