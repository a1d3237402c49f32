import { daysOf } from '../deadline/days.ts';
import { isActivity } from '../elements/index.ts';
import { longestLimit } from '../clock/counting.ts';
import { type Problem, problem, warning } from '../problem.ts';
import type { Limit } from '../program.ts';

import { BOTH, type Rule } from './rule.ts';

/** A step's limit can be counted, and is not longer than the one its service item is registered with. */
export const stepLimit: Rule = {
  id: 'step-limit',
  profiles: BOTH,
  check: (process, program, { items }) => [
    ...countable(process.key, process.matter?.limit),
    ...process.nodes.flatMap((node): Problem[] => {
      const step = isActivity(node) ? node.step : undefined;
      if (!step?.limit) return [];
      const registered = step.item === undefined ? undefined : items?.[step.item]?.limitDays;
      const over = program.profile === 'matter' && registered !== undefined && daysOf(step.limit) > registered;
      return [
        ...countable(node.id, step.limit),
        ...(over ? [problem(node.id, 'STEP_LIMIT_OVER_ITEM', { days: daysOf(step.limit), item: step.item!, registered })] : []),
        ...(step.ladder !== 'none' && step.clock === 'stop' && step.role === 'applicant' ? [warning(node.id, 'CARDS_FOR_APPLICANT')] : []),
      ];
    }),
  ],
};

function countable(id: string, limit: Limit | undefined): Problem[] {
  const most = limit && longestLimit[limit.unit];
  return limit && limit.amount > most! ? [problem(id, 'LIMIT_TOO_LONG', { amount: limit.amount, most: most! })] : [];
}
