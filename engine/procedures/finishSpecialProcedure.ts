import { DomainError } from '../errors.ts';
import { release, resumeStepClock } from '../interpreter/clocks.ts';
import { openItem } from '../interpreter/check.ts';
import { instanceOf } from '../interpreter/machine.ts';
import type { Procedure } from './procedure.ts';
import { CASE_HOLD } from './startSpecialProcedure.ts';

/** The special procedure has its result: clocks go on from here. */
export const finishSpecialProcedure: Procedure = {
  check(state, { instance }) {
    const open =
      instance === undefined
        ? state.caseClock !== undefined && state.holds[state.caseClock]?.includes(CASE_HOLD)
        : openItem(state, instance).suspended === 'specialProcedure';
    if (!open) throw new DomainError('SPECIAL_PROCEDURE_NOT_OPEN', {}, 'Expected a special procedure to be open, but there is none');
  },
  apply(m, { instance, reason }) {
    const token = instance === undefined ? null : instanceOf(m, instance);
    if (token) {
      delete token.suspended;
      resumeStepClock(m, token, 'specialProcedure');
    }
    release(m, m.state.caseClock, token ? `suspended:${token.id}` : CASE_HOLD);
    m.log.push({ type: 'procedure', procedure: 'finishSpecialProcedure', instance: token?.id ?? null, ...(reason ? { reason } : {}) });
  },
};
