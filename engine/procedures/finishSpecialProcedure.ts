import { DomainError } from '../errors.ts';
import { releaseAll, resumeClocks } from '../interpreter/holds.ts';
import { openItem } from '../interpreter/check.ts';
import { instanceOf } from '../interpreter/machine.ts';
import type { Procedure } from './procedure.ts';

/** The special procedure has its result: clocks go on from here. */
export const finishSpecialProcedure: Procedure = {
  check(state, { instance }) {
    const open =
      instance === undefined ? state.specialProcedure !== undefined : openItem(state, instance).suspended === 'specialProcedure';
    if (!open) throw new DomainError('SPECIAL_PROCEDURE_NOT_OPEN', {}, 'Expected a special procedure to be open, but there is none');
  },
  apply(m, { instance, reason }) {
    const token = instance === undefined ? null : instanceOf(m, instance);
    if (token) resumeClocks(m, token);
    else releaseAll(m);
    m.log.push({ type: 'procedure', procedure: 'finishSpecialProcedure', instance: token?.id ?? null, ...(reason ? { reason } : {}) });
  },
};
