import { DomainError } from '../errors.ts';
import { holdAll, suspendClocks } from '../interpreter/holds.ts';
import { openItem } from '../interpreter/check.ts';
import { instanceOf } from '../interpreter/machine.ts';
import type { Procedure } from './procedure.ts';

/**
 * 特别程序 (听证、检验、检测、检疫、鉴定、专家评审, 行政许可法 45): its time is not counted and must be told in writing
 * (文书 08). With an instance it concerns that step and what it lies in; without one the whole case: every clock stands, those
 * of steps that begin meanwhile too.
 */
export const startSpecialProcedure: Procedure = {
  check(state, { instance, reason, basis }) {
    if (!reason?.trim() || !basis?.trim()) throw new DomainError('REASON_REQUIRED', {}, 'Expected the kind of special procedure and its legal basis');
    if (instance === undefined) {
      if (state.specialProcedure) throw new DomainError('SPECIAL_PROCEDURE_OPEN', {}, 'Expected no special procedure to be open, but one is');
      return;
    }
    const item = openItem(state, instance);
    if (item.suspended) throw new DomainError('TASK_SUSPENDED', {}, `Expected work item ${item.id} to run, but it is suspended (${item.suspended})`);
  },
  apply(m, { instance, reason = '', basis = '' }) {
    const token = instance === undefined ? null : instanceOf(m, instance);
    if (token) suspendClocks(m, token, 'specialProcedure', basis);
    else holdAll(m, reason, basis);
    m.log.push({ type: 'procedure', procedure: 'startSpecialProcedure', instance: token?.id ?? null, reason, basis });
    m.log.push({ type: 'document', code: '08', instance: token?.id ?? null, data: { reason, basis } });
  },
};
