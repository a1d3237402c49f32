import type { Event } from '../../event.ts';
import { startCaseClock } from '../clocks.ts';
import type { Machine } from '../machine.ts';
import { openRoot } from '../scopes.ts';

/** The case begins: its clock starts with acceptance, the process opens at its start event. */
export function startCase(m: Machine, event: Extract<Event, { type: 'start' }>): void {
  const process = m.program.processes[event.process ?? m.program.main]!;
  startCaseClock(m, process.matter?.limit, process.matter?.leadDepartment);
  openRoot(m, process.key, { ...event.variables }, event.node, event.by);
}
