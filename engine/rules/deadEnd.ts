import type { Node } from '../elements/index.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

/** A path ends at an end event, so that one sees that it was meant to end (B-22). What an ad-hoc sub-process contains needs none. */
export const deadEnd: Rule = {
  id: 'dead-end',
  profiles: BOTH,
  check: (process, { profile }) => {
    const adHoc = new Set(process.nodes.filter(({ kind }) => kind === 'adHocSubProcess').map(({ id }) => id));
    return process.nodes
      .filter((node) => !adHoc.has(node.scope) && node.outgoing.length === 0 && node.kind !== 'endEvent' && node.kind !== 'eventSubProcess' && !isLink(node) && !undoes(node))
      .map(({ id }) => flaw(profile, id, 'FLOW_DEAD_END'));
  },
};

/** A throwing link goes on at its catching one. */
const isLink = (node: Node): boolean => node.kind === 'intermediateThrowEvent' && node.trigger.kind === 'link';

/** What undoes has a way of its own: the handler of a compensation event. */
const undoes = (node: Node): boolean => 'forCompensation' in node || (node.kind === 'boundaryEvent' && node.trigger.kind === 'compensation');
