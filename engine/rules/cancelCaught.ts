import { triggersIn } from '../elements/trigger.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

/** A transaction that a cancel end can call off says at its edge where the flow goes on then (BPMN 2.0, 10.3.5). */
export const cancelCaught: Rule = {
  id: 'cancel-caught',
  profiles: BOTH,
  check(process, program) {
    const { nodes, attached } = indexOf(program, process.key);
    const cancelled = new Set<string>();
    for (const node of process.nodes) {
      if (node.kind !== 'endEvent' || !triggersIn(node.trigger).some(({ kind }) => kind === 'cancel')) continue;
      let around = nodes.get(node.scope);
      while (around && around.kind !== 'transaction') around = nodes.get(around.scope);
      if (around) cancelled.add(around.id);
    }
    const catches = (id: string): boolean => (attached.get(id) ?? []).some((event) => event.kind === 'boundaryEvent' && event.trigger.kind === 'cancel');
    return [...cancelled].filter((id) => !catches(id)).map((id) => flaw(program.profile, id, 'CANCEL_UNCAUGHT'));
  },
};
