import { writeFileSync } from 'node:fs';
import { step } from '../engine/interpreter/step.ts';
import { nextDue } from '../engine/interpreter/dueTimes.ts';
import type { Event } from '../engine/event.ts';
import type { State } from '../engine/state.ts';
import type { Program } from '../engine/program.ts';
import { bpmnEngineOf } from './bpmnEngine.ts';
import { bundleOf } from './bundleOf.ts';
import { machine, median } from './machine.ts';

const calendar = {
  version: 'bench', from: '2026-01-01', until: '2026-12-31', restDays: [], workDays: [], overlays: [],
  dayStart: '09:00:00', dayEnd: '23:59:59', workingHours: [['09:00:00', '12:00:00'], ['14:00:00', '17:00:00']] as const,
};
const actor = { user: 'housing-1', role: 'approver', department: 'housing' };
const variables = { project: '金湾区供水接入', applicant: { $commitment: 'c'.repeat(64) }, area: 1200 };

/** Runs a case of the flow from start to end on the bare core, as the driver does; how many elements completed. */
export function runCase(program: Program, opinions = true): number {
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
      if (entry.type === 'opened') queue.push({ type: 'complete', instance: entry.instance, ...(opinions && { opinion: 'agree' }), now, actor });
    }
  }
  if (state?.status !== 'completed') throw new Error('Expected the case to end');
  return completed;
}

/** Elements that a row completes in each of its runs, at least: one run takes a second or two. */
const ELEMENTS = 20_000;
const RUNS = 5;

interface Row {
  readonly branches: number;
  /** Element completions a second of CPU, the middle one of five runs. */
  readonly ours: number;
  readonly withOpinions: number | null;
  readonly bpmnEngine: number | null;
}

/**
 * Element completions a second of CPU at each width of the flow: ours, ours with the list of opinions that a case keeps, and
 * bpmn-engine in this very process, one after the other in each run.
 */
export async function benchCore(): Promise<void> {
  console.log(JSON.stringify(machine()));
  const rows: Row[] = [];
  for (const branches of [5, 50, 500, 5_000]) {
    const [bare, drawn] = [bundleOf(branches, false), bundleOf(branches)];
    const other = branches > 500 ? null : await bpmnEngineOf(drawn);
    const elements = runCase(bare, false);
    const rates = { ours: [] as number[], withOpinions: [] as number[], bpmnEngine: [] as number[] };
    for (let run = 0; run < RUNS; run += 1) {
      rates.ours.push(await rate(elements, ELEMENTS, () => void runCase(bare, false)));
      if (branches <= 500) rates.withOpinions.push(await rate(elements, ELEMENTS, () => void runCase(drawn)));
      if (other) rates.bpmnEngine.push(await rate(elements, ELEMENTS / 50, other));
    }
    const middle = (all: readonly number[]) => (all.length === 0 ? null : Math.round(median(all)));
    rows.push({ branches, ours: middle(rates.ours)!, withOpinions: middle(rates.withOpinions), bpmnEngine: middle(rates.bpmnEngine) });
  }
  console.log(['tokens at once', 'ours', 'against 5', 'with opinions', 'bpmn-engine'].map((head) => head.padStart(14)).join(' '));
  for (const { branches, ours, withOpinions, bpmnEngine } of rows) {
    console.log([branches, ours, (rows[0]!.ours / ours).toFixed(2), withOpinions ?? '-', bpmnEngine ?? '-'].map((cell) => String(cell).padStart(14)).join(' '));
  }
  if (rows[0]!.bpmnEngine === null) console.log('bpmn-engine is not here: npm install --prefix bench/peers');
  writeFileSync(new URL(`./results/core-${new Date().toISOString().replace(/[:.]/g, '-')}.json`, import.meta.url), `${JSON.stringify({ machine: machine(), rows }, null, 1)}\n`);
}

async function rate(elements: number, atLeast: number, run: () => Promise<void> | void): Promise<number> {
  const before = process.cpuUsage();
  let completed = 0;
  for (; completed < atLeast; completed += elements) await run();
  const { user, system } = process.cpuUsage(before);
  return completed / ((user + system) / 1e6);
}
