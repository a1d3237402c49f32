import { sequenceFlows } from '../../../../engine/rules/standard/sequenceFlows.ts';
import { end, path, start, sub, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const flow = (from: string, to: string, attributes = '') => `<sequenceFlow id="f" sourceRef="${from}" targetRef="${to}" ${attributes}/>`;

standardTable(sequenceFlows, {
  valid: [
    ['flows within a process and within a sub-process', start + sub('s', '<startEvent id="s1"/>' + user('a') + path('s1', 'a')) + end + path('start', 's', 'end')],
    ['a flow that is immediate', start + end + flow('start', 'end', 'isImmediate="true"')],
  ],
  invalid: [
    ['an end that is not in the drawing (B-08)', start + flow('start', 'nowhere'), ['f BPMN_DANGLING_REF']],
    ['an annotation, a group and an association as ends', start + '<textAnnotation id="t"/><group id="g"/><association id="as" sourceRef="t" targetRef="start"/>' + flow('t', 'g') + flow('start', 'as'), ['f ARTIFACT_AS_FLOW_SOURCE', 'f ARTIFACT_AS_FLOW_TARGET', 'f ARTIFACT_AS_FLOW_TARGET']],
    ['a data object as an end', start + '<dataObject id="d"/>' + flow('start', 'd'), ['f FLOW_END_INVALID']],
    ['a way into a sub-process', start + sub('s', user('a')) + flow('start', 'a'), ['f FLOW_CROSSES_SCOPE']],
    ['a way into another pool', { drawn: start + flow('start', 'x'), more: '<process id="q"><task id="x"/></process>' }, ['f FLOW_CROSSES_POOL']],
    ['a flow that is not immediate', start + end + flow('start', 'end', 'isImmediate="false"'), ['f FLOW_NOT_IMMEDIATE']],
  ],
});
