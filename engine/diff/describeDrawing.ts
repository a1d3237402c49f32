import { children, type Drawn } from '../drawn.ts';
import type { Described } from './change.ts';
import { describeModel, type ModelTerms } from './describeModel.ts';

const terms: ModelTerms = {
  holders: new Set(['rootElements', 'flowElements', 'artifacts', 'participants', 'messageFlows', 'laneSets', 'lanes', 'childLaneSet', 'conversations', 'conversationLinks', 'resources']),
  // Positions are no change; what comes in and goes out is said by the flows; the tool that drew it doesn't matter.
  leftOut: new Set(['diagrams', 'incoming', 'outgoing', 'exporter', 'exporterVersion']),
  ordered: new Set(),
};

/** What the order of the drawing decides: the way tried first, the event asked first. */
const ORDERED = { 'bpmn:SequenceFlow': ['sourceRef', 'outgoing'], 'bpmn:BoundaryEvent': ['attachedToRef', 'attached'] } as const;

/** Every element of a drawing with everything it says, and the order of the ways that leave it. */
export function describeDrawing(definitions: Drawn): Map<string, Described> {
  const found = describeModel(definitions, terms);
  for (const [holder, field, id] of orderedIn(definitions)) {
    const described = found.get(holder);
    if (described !== undefined) found.set(holder, { ...described, orders: { ...described.orders, [field]: [...(described.orders[field] ?? []), id] } });
  }
  return found;
}

function orderedIn(scope: Drawn): [string, string, string][] {
  return children(scope, scope.$type === 'bpmn:Definitions' ? 'rootElements' : 'flowElements').flatMap((each): [string, string, string][] => {
    const rule = ORDERED[each.$type as keyof typeof ORDERED];
    const holder = rule === undefined ? undefined : (each.get(rule[0]) as Drawn | undefined)?.id;
    return [...(rule === undefined || holder === undefined || each.id === undefined ? [] : [[holder, rule[1], each.id] as [string, string, string]]), ...orderedIn(each)];
  });
}
