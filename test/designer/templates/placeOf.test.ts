import { expect, test } from '@jest/globals';
import { placeOf } from '../../../designer/templates/placeOf.ts';
import type { Connection, Shape } from '../../../designer/outline/edit/diagram.ts';

const nodes = ['StartEvent', 'EndEvent', 'UserTask', 'BoundaryEvent'];
const shape = (id: string, type: string, more: object = {}) => ({ id, type: `bpmn:${type}`, incoming: [], outgoing: [], businessObject: { $instanceOf: (one: string) => one === 'bpmn:FlowNode' && nodes.includes(type) }, ...more }) as unknown as Shape;
const arrow = (id: string) => ({ id, type: 'bpmn:SequenceFlow', waypoints: [], businessObject: {} }) as unknown as Connection;
/** What stands beside the flow: begun by an event or by compensation. */
const beside = (id: string, set: string, ...types: string[]) => shape(id, types[0]!, { businessObject: { $instanceOf: (one: string) => ['FlowNode', 'Activity', ...types].includes(one.slice('bpmn:'.length)), get: (name: string) => name === set } });
const joined = { outgoing: [arrow('f')] };

const start = shape('start', 'StartEvent');
const onEvent = beside('on-event', 'triggeredByEvent', 'SubProcess');
const undo = beside('undo', 'isForCompensation', 'UserTask');
const end = shape('end', 'EndEvent', { incoming: [arrow('f')] });

test.each([
  ['a step', [shape('step', 'UserTask')], [], 'step'],
  ['an arrow', [arrow('f')], [], 'f'],
  ['a pool', [shape('pool', 'Participant')], [], 'pool'],
  ['an end event', [end], [start], 'f'],
  ['an end event that nothing leads to', [shape('end', 'EndEvent')], [start], null],
  ['a note, and the flow breaks off in one place', [shape('note', 'TextAnnotation')], [start, shape('note', 'TextAnnotation')], 'start'],
  ['nothing, and the flow has only begun', [], [start], 'start'],
  ['two steps, and the flow breaks off in one place', [shape('a', 'UserTask'), shape('b', 'UserTask')], [shape('a', 'UserTask', joined), shape('b', 'UserTask')], 'b'],
  ['nothing, and what breaks off sits at an edge', [], [shape('start', 'StartEvent', joined), end, shape('late', 'BoundaryEvent', { host: start })], null],
  ['nothing, and beside what breaks off stands what an event or compensation begins', [], [start, onEvent, undo], 'start'],
  ['nothing, and the flow is whole but for what an event begins', [], [shape('start', 'StartEvent', joined), arrow('f'), end, onEvent], null],
  ['what an event begins, and the flow breaks off in one place', [onEvent], [start, onEvent], 'start'],
  ['what compensation begins, and the flow is whole', [undo], [shape('start', 'StartEvent', joined), end, undo], null],
  ['nothing, and the flow breaks off in two places', [], [shape('a', 'UserTask'), shape('b', 'UserTask')], null],
  ['nothing, and the flow is whole', [], [shape('start', 'StartEvent', joined), arrow('f'), end], null],
  ['nothing, and nothing is drawn', [], [], null],
] as const)('given %s is selected, then a ready step of the palette goes there', (_what, selected, drawn, place) => {
  expect(placeOf(selected, drawn)).toBe(place);
});
