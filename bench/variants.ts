import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { ProjectionBatch } from '../activities/ports.ts';
import { hash } from '../engine/canonical.ts';
import type { Program } from '../engine/program.ts';
import { createCaseGate } from '../server/caseGate.ts';
import { commandUpdate } from '../workflows/messages.ts';
import type { CaseCommand, CaseInput, EventBody } from '../workflows/messages.ts';

/** One way to run the flow: how a case starts, which rows open a step, how a step is answered. */
export interface Variant {
  readonly name: 'ours' | 'lean' | 'plain' | 'local';
  start(caseNumber: string): Promise<void>;
  /** Answers what a row opened; false where it opened nothing. */
  answer(rows: unknown): Promise<void>;
}

const calendar = {
  version: 'bench', from: '2026-01-01', until: '2026-12-31', restDays: [], workDays: [], overlays: [],
  dayStart: '09:00:00', dayEnd: '23:59:59', workingHours: [['09:00:00', '12:00:00'], ['14:00:00', '17:00:00']] as const,
};
const variables = { project: '金湾区供水接入', applicant: { $commitment: 'c'.repeat(64) }, area: 1200 };

/** Whoever writes it, a case is asked a few things at a time: five hundred answers at once are a storm that a hand-written workflow does not come out of. */
const gate = createCaseGate();

/** Milliseconds that an answer waits for its turn. */
const PATIENCE = 3_600_000;

/** The platform: the flow as a program, decisions as commands. */
export function ours(client: Client, taskQueue: string, program: Program): Variant {
  const seen = new Set<string>();
  const programHash = hash(program);
  return {
    name: 'ours',
    async start(caseNumber) {
      const start = { type: 'start', caseNumber, variables, calendar, ladders: {} } as const;
      const input: CaseInput = { caseNumber, program, programHash, clockMode: 'wall', start: { ...start, now: new Date().toISOString(), actor: { user: 'clerk1', role: 'clerk' }, commandId: `start-${caseNumber}`, digest: hash(start) } };
      await client.workflow.start('caseWorkflow', { taskQueue, workflowId: caseNumber, args: [input] });
    },
    async answer(rows) {
      const { caseNumber, steps } = rows as ProjectionBatch;
      const opened = steps.flatMap(({ log }) => log.flatMap((entry) => (entry.type === 'opened' ? [entry.instance] : []))).filter((instance) => !seen.has(`${caseNumber}.${instance}`));
      await Promise.all(
        opened.map(async (instance) => {
          seen.add(`${caseNumber}.${instance}`);
          const event: EventBody = { type: 'complete', instance, opinion: 'agree' };
          const commandId = randomUUID();
          const command: CaseCommand = { commandId, digest: hash(event), actor: { user: 'housing-1', role: 'approver', department: 'housing' }, at: new Date().toISOString(), event, ...told };
          await gate.pass(caseNumber, PATIENCE, () => client.workflow.getHandle(caseNumber).executeUpdate(commandUpdate, { args: [command], updateId: commandId }));
        }),
      );
    },
  };
}

/** The sender writes what the reply tells, as the outbox does. */
const told = { tells: true } as const;

/** The yardstick, with or without activities of its own for rows, with its calls as ordinary or as local ones. */
export const hand = (client: Client, taskQueue: string, branches: number, name: Exclude<Variant['name'], 'ours'>): Variant => ({
  name,
  async start(caseNumber) {
    await client.workflow.start('handWritten', { taskQueue, workflowId: caseNumber, args: [{ caseNumber, branches, saves: name === 'plain', local: name === 'local', variables }] });
  },
  async answer(rows) {
    const { caseNumber, what, n } = rows as { caseNumber: string; what: string; n: number };
    if (what !== 'opened') return;
    const decide = { n, opinion: 'agree', user: 'housing-1' };
    for (let attempt = 1; ; attempt += 1) {
      try {
        await gate.pass(caseNumber, PATIENCE, () => client.workflow.getHandle(caseNumber).executeUpdate('decide', { args: [decide], updateId: randomUUID() }));
        return;
      } catch (error) {
        // The row of the lean one is written a moment before its workflow knows: the person's first click may be early.
        if (attempt === 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    }
  },
});
