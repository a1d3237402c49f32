import type { Occurrence } from '../elements/element.ts';
import type { Node } from '../elements/index.ts';
import type { Instance, Wait } from '../state.ts';
import type { Machine } from './machine.ts';

/**
 * A parallel multiple event happens when each of its triggers has come, in whatever order (BPMN 2.0, 10.5.5): keeps what
 * has come so far. @returns what the event happens with, or null while one is still to come; any other event at once
 */
export function collect(m: Machine, owner: Instance, node: Node, wait: Wait, occurrence: Occurrence): Occurrence | null {
  if (!('trigger' in node) || node.trigger.kind !== 'multiple' || !node.trigger.parallel || wait.part === undefined) return occurrence;
  const met = { ...owner.met?.[node.id], [wait.part]: 'variables' in occurrence ? { ...occurrence.variables } : {} };
  if (Object.keys(met).length < node.trigger.triggers.length) {
    owner.met = { ...owner.met, [node.id]: met };
    return null;
  }
  forget(owner, node.id);
  return { kind: 'message', variables: Object.assign({}, ...Object.values(met)) };
}

/** The event happens anew from its first trigger on, or nobody waits for it any more. */
export function forget(owner: Instance, nodeId: string): void {
  const { [nodeId]: _gone, ...left } = owner.met ?? {};
  if (Object.keys(left).length > 0) owner.met = left;
  else delete owner.met;
}
