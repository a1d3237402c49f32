import type { CaseCommand, CaseInput, CommandReply } from '../../../workflows/messages.ts';
import type { LogEntry } from '../../../engine/log.ts';
import { openLog } from '../../../server/log.ts';
import type { OutboxParts } from '../../../server/outbox/deliver.ts';
import type { Orm } from '../../../server/orm.ts';
import { snapshot } from '../readModel/story.ts';

/** Stands where Temporal stands, for one case: applies each command id once and counts what came. */
export function fakeCases(log: (command: CaseCommand) => readonly LogEntry[] = () => []) {
  const started: CaseInput[] = [];
  const applied: CaseCommand[] = [];
  const received: CaseCommand[] = [];
  let fault: Error | null = null;
  const cases: NonNullable<OutboxParts['cases']> = {
    async start(input) {
      if (fault) throw fault;
      started.push(input);
    },
    async command(_caseNumber, command) {
      received.push(command);
      if (fault) throw fault;
      const repeated = applied.some((each) => each.commandId === command.commandId);
      if (!repeated) applied.push(command);
      const seq = applied.length + 1;
      const reply: CommandReply = { seq, chain: `chain-${seq}`, log: repeated ? [] : log(command), now: snapshot(seq).now, snapshot: snapshot(seq), repeated };
      return reply;
    },
    async advance(_caseNumber, command) {
      if (fault) throw fault;
      return { seq: 1, from: command.to, to: command.to };
    },
    inspect: () => Promise.reject(new Error('not asked for here')),
  };
  return { cases, started, applied, received, failWith: (error: Error | null) => (fault = error) };
}

/** Parts of one process over a fake engine; `clock` may be moved. */
export function processParts(orm: Orm, cases: OutboxParts['cases'], more: Partial<OutboxParts> = {}): OutboxParts {
  return { orm, cases, log: openLog({ logLevel: 'silent' }, 'test'), holder: 'one', now: () => new Date().toISOString(), ...more };
}
