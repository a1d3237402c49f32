import type { Trigger } from './elements/trigger.ts';
import type { Program } from './program.ts';

/** A start event of a program's main process with what triggers it. */
export interface ProcessStart {
  readonly node: string;
  readonly trigger: Trigger;
}

/** The start events of the main process itself, in document order. */
export const startsOf = (program: Program): ProcessStart[] =>
  (program.processes[program.main]?.nodes ?? []).flatMap((node) =>
    node.kind === 'startEvent' && node.scope === program.main ? [{ node: node.id, trigger: node.trigger }] : [],
  );

/** The start event that a message or a signal of this name triggers. */
export const startBy = (program: Program, kind: 'message' | 'signal', name: string): string | undefined =>
  startsOf(program).find(({ trigger }) => trigger.kind === kind && trigger.name === name)?.node;
