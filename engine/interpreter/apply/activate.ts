import { DomainError } from '../../errors.ts';
import type { ActivateEvent } from '../../event.ts';
import type { Program } from '../../program.ts';
import type { State } from '../../state.ts';
import { instanceIn } from '../live.ts';
import { instanceOf, type Machine } from '../machine.ts';
import { isBusy, offered, offering } from '../offers.ts';
import { start } from '../tokens.ts';

/** A person begins only what an ad-hoc sub-process offers now. @throws DomainError ACTIVITY_NOT_OFFERED, ACTIVITY_BUSY */
export function checkActivate(program: Program, state: State, { scope: id, node: chosen }: ActivateEvent): void {
  const scope = instanceIn(state, id);
  const node = offering(program, scope);
  if (!node || !offered(program, scope!.process, node).includes(chosen)) throw new DomainError('ACTIVITY_NOT_OFFERED', { element: chosen }, `Expected ${id} to offer "${chosen}", but it does not`);
  if (isBusy(node, scope!)) throw new DomainError('ACTIVITY_BUSY', {}, `Expected nothing to run in ${id}, which does one activity at a time`);
}

/** The chosen activity begins; it may be chosen again later. */
export function activate(m: Machine, { scope: id, node }: ActivateEvent): void {
  const scope = instanceOf(m, id);
  scope.adHoc = { todo: scope.adHoc!.todo.filter((offered) => offered !== node) };
  start(m, node, scope);
}
