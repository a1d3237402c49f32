import { caseRoot, type Machine } from '../machine.ts';
import { clear, settleIncident } from '../instances.ts';

/** The case is called off: everything open is withdrawn, signals to come are gone, past ones stay. */
export function cancelCase(m: Machine, reason: string): void {
  const root = caseRoot(m);
  m.ending = 'cancelled';
  m.endingReason = reason;
  clear(m, root);
  // What an operator had still to look at in the case itself holds up its end no longer.
  settleIncident(m, root, 'cancelled');
}
