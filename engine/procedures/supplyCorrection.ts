import { DomainError } from '../errors.ts';
import { resumeClocks } from '../interpreter/holds.ts';
import { openItem } from '../interpreter/check.ts';
import { instanceOf } from '../interpreter/machine.ts';
import { setVariables } from '../interpreter/variables.ts';
import type { Procedure } from './procedure.ts';

/** What was missing is there: the clocks go on, the applicant gets the receipt (文书 11). */
export const supplyCorrection: Procedure = {
  check(state, { instance }) {
    const item = openItem(state, instance ?? -1);
    if (item.suspended !== 'correction') throw new DomainError('CORRECTION_NOT_REQUESTED', {}, `Expected a correction to be open at work item ${item.id}, but there is none`);
  },
  apply(m, { instance, items = [], variables }) {
    const token = instanceOf(m, instance!);
    if (variables) setVariables(m, token, variables);
    resumeClocks(m, token);
    m.log.push({ type: 'procedure', procedure: 'supplyCorrection', instance: token.id, items });
    m.log.push({ type: 'document', code: '11', instance: token.id, data: { items } });
  },
};
