import { DomainError } from '../errors.ts';
import { suspendClocks } from '../interpreter/holds.ts';
import { openItem } from '../interpreter/check.ts';
import { instanceOf, writable } from '../interpreter/machine.ts';
import type { Procedure } from './procedure.ts';

/** Legal basis printed on the notice. */
const BASIS = '行政许可法第三十二条';

/**
 * 补正 during review: everything missing is told once, the step and the case's clock stand until it is supplied. A second
 * request at the same step is refused (行政许可法 32: 一次告知).
 */
export const requestCorrection: Procedure = {
  check(state, { instance, items, reason }) {
    const item = openItem(state, instance ?? -1);
    if (item.suspended) throw new DomainError('TASK_SUSPENDED', {}, `Expected work item ${item.id} to run, but it is suspended (${item.suspended})`);
    if ((state.corrections[item.id] ?? 0) > 0) throw new DomainError('CORRECTION_ONCE', {}, `Expected the first correction at work item ${item.id}, but one was requested before`);
    if (!items?.length || !reason?.trim()) throw new DomainError('REASON_REQUIRED', {}, 'Expected what is missing, and why, in one list');
  },
  apply(m, { instance, items = [], reason = '' }) {
    const token = instanceOf(m, instance!);
    writable(m, 'corrections')[token.id] = (m.state.corrections[token.id] ?? 0) + 1;
    suspendClocks(m, token, 'correction', BASIS);
    m.log.push({ type: 'procedure', procedure: 'requestCorrection', instance: token.id, reason, basis: BASIS, items });
    m.log.push({ type: 'document', code: '06', instance: token.id, data: { items, reason, department: token.task?.department ?? null } });
  },
};
