import { BOTH, flaw, type Rule } from './rule.ts';

/** A path ends at an end event, so that one sees that it was meant to end (B-22). */
export const deadEnd: Rule = {
  id: 'dead-end',
  profiles: BOTH,
  check: (process, { profile }) =>
    process.nodes
      .filter(({ kind, outgoing }) => outgoing.length === 0 && kind !== 'endEvent' && kind !== 'eventSubProcess')
      .map(({ id }) => flaw(profile, id, 'FLOW_DEAD_END')),
};
