import type { Node } from './elements/index.ts';
import { trigger as triggerOfReceive } from './elements/receiveTask.ts';
import { type Trigger, triggersIn } from './elements/trigger.ts';
import { instancesIn } from './interpreter/live.ts';
import { indexOf, startPoints } from './interpreter/programIndex.ts';
import type { Program } from './program.ts';
import type { State } from './state.ts';

/** One trigger that starts a program's main process, with the node where it begins: a multiple start event has several. */
export interface ProcessStart {
  readonly node: string;
  readonly trigger: Trigger;
}

/** What starts the main process itself: start events, receive tasks and event-based gateways that instantiate, in document order. */
export function startsOf(program: Program): ProcessStart[] {
  if (!program.processes[program.main]) return [];
  const index = indexOf(program, program.main);
  return startPoints(index).flatMap((id) => triggersOf(index.nodes.get(id)!).map((trigger) => ({ node: id, trigger })));
}

/** What an element begins with or waits for. */
export function triggersOf(node: Node): readonly Trigger[] {
  if (node.kind === 'receiveTask') return [triggerOfReceive(node)];
  return 'trigger' in node ? triggersIn(node.trigger) : [];
}

/** Where a message or a signal of this name starts the process. */
export const startBy = (program: Program, kind: 'message' | 'signal', name: string): string | undefined =>
  startsOf(program).find(({ trigger }) => trigger.kind === kind && trigger.name === name)?.node;

/** Whether a case still waits at its start for the other triggers of a parallel multiple event: what starts the process next is for it. */
export const standsAtStart = (program: Program, state: State): boolean =>
  state.status === 'running' && instancesIn(state).some(({ node, process }) => process === program.main && node !== null && indexOf(program, process).nodes.get(node)?.kind === 'startEvent');

/**
 * Whether somebody may start the process by hand: at a plain start event, or at the only start event there is, whose
 * trigger then has happened by the very start. Several start events that all wait for something need to be told which.
 */
export function mayStartByHand(program: Program): boolean {
  const starts = startsOf(program);
  return new Set(starts.map(({ node }) => node)).size <= 1 || starts.some(({ trigger }) => trigger.kind === 'none');
}
