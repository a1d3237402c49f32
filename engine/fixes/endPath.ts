import { children, type Drawn } from '../drawn.ts';
import { called, type Edit, type Fix, type Fixer } from './fix.ts';

/** Where a way may stop: what is drawn beside the flow, or is entered by its event alone, leads nowhere anyway. */
const NO_STEP: ReadonlySet<string> = new Set(['bpmn:SequenceFlow', 'bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference', 'bpmn:EndEvent']);

/** A way that stops nowhere is led to the end of its level: the one that is drawn, else a new one. */
export const endPath: Fixer = {
  codes: ['FLOW_DEAD_END', 'STEP_WITHOUT_OUTGOING', 'EVENT_WITHOUT_OUTGOING', 'BOUNDARY_WITHOUT_OUTGOING', 'START_WITHOUT_OUTGOING', 'START_WITHOUT_END'],
  propose({ problem, element, outgoing }): Fix | null {
    if (element.$parent === undefined || element.$type === 'bpmn:SequenceFlow') return null;
    if (problem.code === 'START_WITHOUT_END') {
      const loose = children(element.$parent, 'flowElements').filter((each: Drawn) => !NO_STEP.has(each.$type) && outgoing(each).length === 0 && each.get('triggeredByEvent') !== true && each.get('isForCompensation') !== true);
      const edits = loose.map(({ id }): Edit => ({ kind: 'append', id, type: 'bpmn:EndEvent', name: '' }));
      return edits.length === 0 ? null : { id: 'appendEnds', params: { count: edits.length }, edits };
    }
    const ends = children(element.$parent, 'flowElements').filter((each: Drawn) => each.$type === 'bpmn:EndEvent' && children(each, 'eventDefinitions').length === 0);
    if (ends.length === 1) return { id: 'connectEnd', params: { to: called(ends[0]) }, edits: [{ kind: 'connect', from: element.id, to: ends[0]!.id }] };
    return { id: 'appendEnd', edits: [{ kind: 'append', id: element.id, type: 'bpmn:EndEvent', name: '' }] };
  },
};
