import { children, type Drawn } from '../drawn.ts';
import { called, type Fixer } from './fix.ts';

const BEGINS_NOTHING: ReadonlySet<string> = new Set(['bpmn:SequenceFlow', 'bpmn:BoundaryEvent', 'bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference', 'bpmn:EndEvent']);

/** A flow without a beginning gets a start event before the only element that nothing leads to. */
export const addStart: Fixer = {
  codes: ['FLOW_START_MISSING', 'END_WITHOUT_START'],
  propose({ problem, element, incoming }) {
    const scope = problem.code === 'END_WITHOUT_START' ? element.$parent : element;
    if (scope === undefined) return null;
    const first = children(scope, 'flowElements').filter((each: Drawn) => !BEGINS_NOTHING.has(each.$type) && incoming(each).length === 0 && each.get('triggeredByEvent') !== true && each.get('isForCompensation') !== true);
    return first.length === 1 ? { id: 'addStart', params: { to: called(first[0]) }, edits: [{ kind: 'append', id: first[0]!.id, type: 'bpmn:StartEvent', name: '', before: true }] } : null;
  },
};
