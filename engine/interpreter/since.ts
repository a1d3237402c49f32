import type { Machine } from './machine.ts';

/**
 * Whether a case means what came with semantic version `sem` of the interpreter. A behaviour that changes asks here and
 * keeps its old branch: cases of programs compiled before go on as they began, and replay to the same bits, on a new
 * interpreter too. `SEM` in step.ts grows by one with such a change; a moved case takes the version of its new program.
 */
export const since = (m: Machine, sem: number): boolean => m.state.sem >= sem;
