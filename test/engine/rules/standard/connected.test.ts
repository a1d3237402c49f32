import { connected } from '../../../../engine/rules/standard/connected.ts';
import { boundary, duration, end, message, path, start, sub, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const catcher = `<intermediateCatchEvent id="c">${message()}</intermediateCatchEvent>`;

standardTable(connected, {
  valid: [
    ['a start, a step and an end', start + user('a') + end + path('start', 'a', 'end')],
    ['steps alone, without start or end', user('a') + user('b') + path('a', 'b')],
    ['a last step that a person does, with or without an end event elsewhere', start + user('a') + user('b') + end + path('start', 'a', 'end') + path('start', 'b')],
    ['a handler of compensation and an event sub-process, which stand alone', start + user('h', 'isForCompensation="true"') + sub('e', '<startEvent id="e1"/><endEvent id="e2"/>' + path('e1', 'e2'), 'triggeredByEvent="true"') + end + path('start', 'end')],
    ['links, which flow by themselves', start + '<intermediateThrowEvent id="t"><linkEventDefinition name="l"/></intermediateThrowEvent><intermediateCatchEvent id="c"><linkEventDefinition name="l"/></intermediateCatchEvent>' + end + path('start', 't') + path('c', 'end')],
    ['a process that a receive task begins', '<receiveTask id="r" instantiate="true" messageRef="message_m"/>' + end + path('r', 'end')],
    ['activities of an ad-hoc sub-process', start + '<adHocSubProcess id="h">' + user('a') + user('b') + '</adHocSubProcess>' + end + path('start', 'h', 'end')],
    ['a boundary event, which has its own rule', start + user('a') + boundary('b', 'a', duration('P1D')) + end + path('start', 'a', 'end')],
  ],
  invalid: [
    ['an end without a start', user('a') + end + path('a', 'end'), ['end END_WITHOUT_START']],
    ['a start without a flow', start + end, ['start START_WITHOUT_OUTGOING', 'end END_WITHOUT_INCOMING']],
    ['a step that nothing leads to', start + user('lost') + end + path('start', 'end') + path('lost', 'end'), ['lost FLOW_WITHOUT_INCOMING']],
    ['a gap: what leads nowhere, and what nothing leads to', start + user('a') + user('b') + end + path('start', 'a') + path('b', 'end'), ['b FLOW_WITHOUT_INCOMING', 'a STEP_WITHOUT_OUTGOING']],
    ['a plain task that leads nowhere where others end', start + '<task id="t"/>' + end + path('start', 't') + path('start', 'end'), ['t STEP_WITHOUT_OUTGOING']],
    ['a process that stops at a plain task', start + '<task id="t"/>' + path('start', 't'), ['start START_WITHOUT_END']],
    ['an intermediate event without flows', user('a') + catcher, ['c EVENT_WITHOUT_INCOMING', 'c EVENT_WITHOUT_OUTGOING']],
    ['the same inside a sub-process', start + sub('s', '<endEvent id="e2"/>') + end + path('start', 's', 'end'), ['e2 END_WITHOUT_START', 'e2 END_WITHOUT_INCOMING']],
  ],
});
