import type { Event } from '../../engine/event.ts';
import { hash } from '../../engine/canonical.ts';
import type { RecordedRun } from './history.ts';

/**
 * What came in from outside for one event, as the history itself recorded it: the start argument, an accepted command
 * or a department's answer. `told` is the event as the case told the read model; only its time, which no sender
 * chooses, and the waiting caused by our own repetitions are taken from there. Null: nothing in the history led to it.
 */
export function originOf(told: Event, runs: readonly RecordedRun[]): Event | null {
  if (told.type === 'start') return runs[0]!.input.start;
  if (told.commandId !== undefined) return ofCommand(told, told.commandId, runs);
  if (told.type === 'job') return ofAnswer(told, runs);
  return told.type === 'tick' ? { type: 'tick', now: told.now, actor: told.actor } : null;
}

function ofCommand(told: Event, commandId: string, runs: readonly RecordedRun[]): Event | null {
  for (const run of runs) {
    const command = run.commands.get(commandId);
    if (command) return { ...command.event, now: told.now, actor: command.actor, commandId, digest: command.digest } as Event;
    const advance = run.advances.get(commandId);
    if (advance) return { type: 'tick', now: advance.to, actor: advance.actor, commandId, digest: hash({ actor: advance.actor, to: advance.to }) };
  }
  return null;
}

/** What the case says of an answer that it could not take. */
const turnedDown: ReadonlySet<string> = new Set(['ANSWER_UNUSABLE', 'VAR_TOO_LARGE', 'STATE_TOO_LARGE']);

function ofAnswer(told: Extract<Event, { type: 'job' }>, runs: readonly RecordedRun[]): Event | null {
  const suffix = `~${told.instance}~${told.attempt}`;
  for (const run of runs) {
    for (const [activityId, outcome] of run.answers) {
      if (!activityId.endsWith(suffix)) continue;
      // The case turned down an answer that it could not take: the history holds the answer, the event the refusal.
      if (told.outcome.kind === 'failed' && turnedDown.has(told.outcome.code)) return told;
      const waited = told.outcome.kind === 'failed' && outcome.kind === 'failed' && told.outcome.waitedMs !== undefined ? { waitedMs: told.outcome.waitedMs } : {};
      return { ...told, outcome: { ...outcome, ...waited } };
    }
  }
  return null;
}
