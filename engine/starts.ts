import { type Trigger, triggersIn } from './elements/trigger.ts';
import type { Program } from './program.ts';

/** One trigger of a start event of a program's main process: a multiple start event has several. */
export interface ProcessStart {
  readonly node: string;
  readonly trigger: Trigger;
}

/** What starts the main process itself, in document order. */
export const startsOf = (program: Program): ProcessStart[] =>
  (program.processes[program.main]?.nodes ?? []).flatMap((node) =>
    node.kind === 'startEvent' && node.scope === program.main ? triggersIn(node.trigger).map((trigger) => ({ node: node.id, trigger })) : [],
  );

/** The start event that a message or a signal of this name triggers. */
export const startBy = (program: Program, kind: 'message' | 'signal', name: string): string | undefined =>
  startsOf(program).find(({ trigger }) => trigger.kind === kind && trigger.name === name)?.node;
