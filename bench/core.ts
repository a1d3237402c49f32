import { step } from '../engine/interpreter/step.ts';
import { nextDue } from '../engine/interpreter/dueTimes.ts';
import type { Event } from '../engine/event.ts';
import type { State } from '../engine/state.ts';
import { bundleOf } from './bundleOf.ts';
import { machine, median } from './machine.ts';

const calendar = {
  version: 'bench', from: '2026-01-01', until: '2026-12-31', restDays: [], workDays: [], overlays: [],
  dayStart: '09:00:00', dayEnd: '23:59:59', workingHours: [['09:00:00', '12:00:00'], ['14:00:00', '17:00:00']] as const,
};
const actor = { user: 'housing-1', role: 'approver', department: 'housing' };
const variables = { project: '金湾区供水接入', applicant: { $commitment: 'c'.repeat(64) }, area: 1200 };

/** Runs a case of the flow from start to end on the bare core, as the driver does; how many elements completed. */
export function runCase(program: ReturnType<typeof bundleOf>): number {
  let completed = 0;
  let state: State | null = null;
  const now = '2026-03-02T01:00:00.000Z';
  const queue: Event[] = [{ type: 'start', caseNumber: 'C1', variables, calendar, ladders: {}, now, actor }];
  for (let at = 0; at < queue.length; at += 1) {
    const after = step(program, state, queue[at]!);
    state = after.state;
    nextDue(program, state);
    for (const command of after.commands) if (command.type === 'job') queue.push({ type: 'job', instance: command.instance, attempt: command.attempt, outcome: { kind: 'done' }, now, actor });
    for (const entry of after.log) {
      if (entry.type === 'left' && entry.how === 'completed') completed += 1;
      if (entry.type === 'opened') queue.push({ type: 'complete', instance: entry.instance, opinion: 'agree', now, actor });
    }
  }
  if (state?.status !== 'completed') throw new Error('Expected the case to end');
  return completed;
}

/** `wide`: with five thousand tokens too, which takes minutes. Element completions a second of CPU, at each width of the flow; and how the cost of one grows with open tokens. */
export function benchCore(wide: boolean): void {
  console.log(JSON.stringify(machine()));
  let first = Number.NaN;
  for (const branches of [5, 50, 500, ...(wide ? [5_000] : [])]) {
    const program = bundleOf(branches);
    const rounds = branches === 5 ? 400 : branches === 50 ? 40 : branches === 500 ? 3 : 1;
    const rates: number[] = [];
    for (let run = 0; run < (branches > 500 ? 1 : 5); run += 1) {
      const before = process.cpuUsage();
      let completed = 0;
      for (let n = 0; n < rounds; n += 1) completed += runCase(program);
      const { user, system } = process.cpuUsage(before);
      rates.push(completed / ((user + system) / 1e6));
    }
    const rate = median(rates);
    if (branches === 5) first = rate;
    console.log(`${String(branches).padStart(5)} tokens at once: ${rate.toFixed(0).padStart(7)} element completions a second of CPU, each ${(first / rate).toFixed(2)} of one at 5`);
  }
}
