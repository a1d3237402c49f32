import type { Problem } from '../problem.ts';
import type { ProcessProgram, Program } from '../program.ts';

/** What a city has registered, as far as the publish rules look at it. */
export interface Facts {
  readonly departments?: readonly string[];
  /** Registered service items with their promised limits in working days. */
  readonly items?: Readonly<Record<string, { readonly limitDays?: number }>>;
  readonly forms?: readonly string[];
  readonly ladders?: readonly string[];
}

/** One publish rule: one file, one id, told apart by profile. The same in browser, publish gate and tests. */
export interface Rule {
  readonly id: string;
  /** Profiles in which the rule speaks. */
  readonly profiles: readonly ('matter' | 'bpmn')[];
  check(process: ProcessProgram, program: Program, facts: Facts): Problem[];
}
