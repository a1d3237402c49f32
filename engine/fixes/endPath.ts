import { children, type Drawn } from '../drawn.ts';
import { called, type Fixer } from './fix.ts';

/** A way that stops nowhere is led to the end of its level: the one that is drawn, else a new one. */
export const endPath: Fixer = {
  codes: ['FLOW_DEAD_END', 'STEP_WITHOUT_OUTGOING', 'EVENT_WITHOUT_OUTGOING', 'BOUNDARY_WITHOUT_OUTGOING', 'START_WITHOUT_OUTGOING'],
  propose({ element }) {
    if (element.$parent === undefined || element.$type === 'bpmn:SequenceFlow') return null;
    const ends = children(element.$parent, 'flowElements').filter((each: Drawn) => each.$type === 'bpmn:EndEvent' && children(each, 'eventDefinitions').length === 0);
    if (ends.length === 1) return { id: 'connectEnd', params: { to: called(ends[0]) }, edits: [{ kind: 'connect', from: element.id, to: ends[0]!.id }] };
    return { id: 'appendEnd', edits: [{ kind: 'append', id: element.id, type: 'bpmn:EndEvent', name: '' }] };
  },
};
