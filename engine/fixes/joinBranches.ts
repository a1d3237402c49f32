import type { Drawn } from '../drawn.ts';
import { type Fixer, type FixContext, sourceOf, targetOf } from './fix.ts';

type Ways = Pick<FixContext, 'incoming' | 'outgoing'>;

/** Branches that run side by side and meet unjoined are joined before they go on: a merge becomes a join, or a join is drawn. */
export const joinBranches: Fixer = {
  codes: ['FLOW_DOUBLED'],
  propose({ element, incoming, outgoing }) {
    const ways: Ways = { incoming, outgoing };
    const meeting = whereTheyMeet(element, ways);
    if (meeting === null) return null;
    // A way that leads back to the element is no branch: a join that waited for it would wait for ever.
    const branches = incoming(meeting).filter((flow) => !before(flow, ways).has(meeting.id));
    if (branches.length < 2) return null;
    const type = joinType(branches, ways);
    if (meeting.$type === 'bpmn:ExclusiveGateway' && outgoing(meeting).length < 2 && branches.length === incoming(meeting).length) return { id: 'mergeToJoin', edits: [{ kind: 'type', id: meeting.id, type }] };
    return { id: 'joinBranches', params: { count: branches.length }, edits: [{ kind: 'join', id: meeting.id, type, flows: branches.map(({ id }) => id) }] };
  },
};

/** The element itself, or the merge before it through which the branches come one after another. */
function whereTheyMeet(element: Drawn, { incoming }: Ways): Drawn | null {
  const seen = new Set<string>();
  let at: Drawn | undefined = element.$type === 'bpmn:SequenceFlow' ? targetOf(element) : element;
  while (at !== undefined && !seen.has(at.id)) {
    seen.add(at.id);
    const into = incoming(at);
    if (into.length > 1) return at;
    at = into[0] && sourceOf(into[0]);
  }
  return null;
}

/** Ids of everything from which the flow can be reached. */
function before(flow: Drawn, { incoming }: Ways): Set<string> {
  const seen = new Set<string>();
  const open = [sourceOf(flow)];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at.id)) continue;
    seen.add(at.id);
    open.push(...incoming(at).map(sourceOf), at.get('attachedToRef') as Drawn | undefined);
  }
  return seen;
}

/** Branches of a plain parallel split are all waited for; of a choice, those that were chosen. */
function joinType(branches: readonly Drawn[], ways: Ways): string {
  const splits = branches.map((flow) => nearestSplit(flow, ways));
  return splits.every((split) => split !== null && split.$type !== 'bpmn:InclusiveGateway' && split.$type !== 'bpmn:ExclusiveGateway' && split.$type !== 'bpmn:ComplexGateway' && split === splits[0]) ? 'bpmn:ParallelGateway' : 'bpmn:InclusiveGateway';
}

function nearestSplit(flow: Drawn, { incoming, outgoing }: Ways): Drawn | null {
  const seen = new Set<string>();
  for (let at = sourceOf(flow); at !== undefined && !seen.has(at.id); at = incoming(at)[0] && sourceOf(incoming(at)[0]!)) {
    seen.add(at.id);
    if (outgoing(at).length > 1) return at;
  }
  return null;
}
