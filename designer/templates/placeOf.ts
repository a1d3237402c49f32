import type { Connection, Shape } from '../outline/edit/diagram.ts';
import { into, outOf } from '../outline/edit/pen.ts';
import { isAside } from '../outline/edit/readScopes.ts';

/**
 * Where a ready step goes that is chosen from a menu of no element: to the one that is selected (an end event: into the
 * flow that leads there), else to where the flow breaks off, if that is one place. Null: nowhere in particular.
 * What an event or compensation begins is not in the flow: nothing goes on from there.
 */
export function placeOf(selected: readonly (Shape | Connection)[], drawn: readonly (Shape | Connection)[]): string | null {
  const one = selected.length === 1 ? selected[0]! : null;
  if (one !== null && (one.type === 'bpmn:SequenceFlow' || one.type === 'bpmn:Participant')) return one.id;
  if (one !== null && isInFlow(one)) return one.type === 'bpmn:EndEvent' ? onlyId(into(one)) : one.id;
  return onlyId(drawn.filter((each) => isInFlow(each) && each.type !== 'bpmn:EndEvent' && each.host === undefined && outOf(each).length === 0));
}

const isInFlow = (each: Shape | Connection): each is Shape => each.waypoints === undefined && each.labelTarget === undefined && each.businessObject.$instanceOf?.('bpmn:FlowNode') === true && !isAside(each.businessObject);
const onlyId = (found: readonly { readonly id: string }[]): string | null => (found.length === 1 ? found[0]!.id : null);
