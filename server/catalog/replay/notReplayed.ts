import { raw } from '@mikro-orm/core';

/**
 * Condition in SQL on any table with case numbers: leaves out cases that play a scenario. Nobody applied for them, so they
 * are counted, listed and found nowhere as cases of their matter; whoever knows the number opens one.
 */
export const NOT_REPLAYED = 'case_number not in (select case_number from scenario_runs where case_number is not null)';

/** The same as a condition of a search. */
export const notReplayed = (): object => ({ [raw(NOT_REPLAYED)]: [] });
