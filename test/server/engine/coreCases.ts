import type { PostPort } from '../../../activities/ports.ts';
import type { Event, JobOutcome } from '../../../engine/event.ts';
import { DomainError } from '../../../engine/errors.ts';
import { nextDue } from '../../../engine/interpreter/dueTimes.ts';
import { step } from '../../../engine/interpreter/step.ts';
import { snapshotOf } from '../../../engine/snapshot.ts';
import type { State } from '../../../engine/state.ts';
import type { OutboxParts } from '../../../server/outbox/deliver.ts';
import type { Orm } from '../../../server/orm.ts';
import { apply } from '../../../server/readModel/apply.ts';
import type { CaseInput, JobCommand } from '../../../workflows/messages.ts';

const platform = { user: 'platform', role: 'system' };

/** Stands where Temporal stands: cases run on the pure core, workers answer as told, letters go to the post, rows are written at once. */
export function coreCases(orm: () => Orm, post: () => PostPort) {
  const running = new Map<string, { readonly input: CaseInput; state: State; clock: string }>();
  const settings = { answer: (_command: JobCommand): JobOutcome | null => ({ kind: 'done' }) };

  async function feed(caseNumber: string, event: Event): Promise<void> {
    const known = running.get(caseNumber)!;
    const { state, commands, log } = step(known.input.program, event.type === 'start' ? null : known.state, event);
    known.state = state;
    known.clock = event.now;
    await apply(orm(), { caseNumber, steps: [{ seq: state.seq, chain: state.chain, log, event }], snapshot: snapshotOf(known.input.program, state) });
    for (const command of commands) {
      if (command.type === 'throwMessage' || command.type === 'throwSignal') await post().deliver({ caseNumber, command, at: state.now });
      if (command.type !== 'job') continue;
      const outcome = settings.answer(command);
      if (outcome) await feed(caseNumber, { type: 'job', instance: command.instance, attempt: command.attempt, outcome, now: state.now, actor: platform });
    }
  }

  const open = (caseNumber: string) => {
    const known = running.get(caseNumber);
    if (!known) throw new DomainError('NOT_FOUND');
    if (known.state.status !== 'running') throw new DomainError('CASE_CLOSED');
    return known;
  };

  const cases: NonNullable<OutboxParts['cases']> = {
    async start(input) {
      if (running.has(input.caseNumber)) return;
      running.set(input.caseNumber, { input, state: null as unknown as State, clock: input.start.now });
      await feed(input.caseNumber, input.start);
    },
    async command(caseNumber, { event, actor, commandId, digest }) {
      const known = open(caseNumber);
      const repeated = known.state.commands.some(({ id }) => id === commandId);
      const now = known.input.clockMode === 'wall' ? new Date().toISOString() : known.clock;
      if (!repeated) await feed(caseNumber, { ...event, actor, commandId, digest, now } as Event);
      return { seq: known.state.seq, chain: known.state.chain, log: [], now: known.state.now, snapshot: snapshotOf(known.input.program, known.state), repeated: true };
    },
    async advance(caseNumber, { to, actor, commandId }) {
      const known = open(caseNumber);
      const from = known.clock;
      for (let due = nextDue(known.input.program, known.state); due !== null && due <= to; due = nextDue(known.input.program, known.state)) await feed(caseNumber, { type: 'tick', now: due > known.clock ? due : known.clock, actor: platform });
      if (known.state.status === 'running') await feed(caseNumber, { type: 'tick', now: to, actor, commandId });
      return { seq: known.state.seq, from, to };
    },
    async inspect(caseNumber) {
      const { state, clock } = running.get(caseNumber)!;
      return { state, virtualNow: clock, jobsInFlight: 0, jobsWaiting: 0, lettersWaiting: 0, stepsUnprojected: 0 };
    },
  };
  return { cases, settings };
}
