import type { Event } from '../event.ts';
import type { Machine } from '../interpreter/machine.ts';
import type { State } from '../state.ts';

export type ProcedureRequest = Extract<Event, { type: 'procedure' }>;

/**
 * A procedure the law gives every case: it is not drawn and cannot be left out. `check` says from which state it may
 * happen, `apply` what it does to tokens, clocks and documents.
 */
export interface Procedure {
  /** @throws DomainError when the state does not allow it. */
  check(state: State, request: ProcedureRequest): void;
  apply(m: Machine, request: ProcedureRequest): void;
}
