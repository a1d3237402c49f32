import { processes } from '../../../../engine/rules/standard/processes.ts';
import { end, message, path, start, sub, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const eventSub = (content: string) => sub('e', content, 'triggeredByEvent="true"');
const triggered = `<startEvent id="t">${message()}</startEvent>`;

standardTable(processes, {
  valid: [
    ['a private process', { drawn: start + end, attributes: 'processType="Private"' }],
    ['a public one that is not executed', { more: '<process id="q" processType="Public" isExecutable="false"/>' }],
    ['an ad-hoc sub-process with steps', '<adHocSubProcess id="h">' + user('a') + '</adHocSubProcess>'],
    ['a transaction by a known protocol', '<transaction id="t" method="##Compensate"/><transaction id="u" method="http://docs.example/2pc"/>'],
    ['an event sub-process with a trigger', eventSub(triggered)],
    ['a choreography of its own', { more: '<choreography id="c"><choreographyTask id="ct" initiatingParticipantRef="x"/></choreography>' }],
  ],
  invalid: [
    ['a public process that is executable', { attributes: 'processType="Public"' }, ['p PROCESS_PUBLIC']],
    ['choreography activities in a process and in a sub-process', '<choreographyTask id="a"/>' + sub('s', '<callChoreography id="b"/>'), ['a CHOREOGRAPHY_IN_PROCESS', 'b CHOREOGRAPHY_IN_SUB_PROCESS']],
    ['an ad-hoc sub-process without steps', '<adHocSubProcess id="h"><exclusiveGateway id="g"/></adHocSubProcess>', ['h AD_HOC_EMPTY']],
    ['an ad-hoc sub-process that an event is to begin', '<adHocSubProcess id="h" triggeredByEvent="true">' + user('a') + '</adHocSubProcess>', ['h AD_HOC_EVENT']],
    ['a start and an end in an ad-hoc sub-process', '<adHocSubProcess id="h">' + start + user('a') + end + '</adHocSubProcess>', ['start AD_HOC_CONTENT', 'end AD_HOC_CONTENT']],
    ['a protocol that is no URI', '<transaction id="t" method="not a uri!"/><transaction id="u" method="##Undo"/>', ['t TRANSACTION_METHOD', 'u TRANSACTION_METHOD']],
    ['flows to and from an event sub-process', start + eventSub(triggered) + end + path('start', 'e', 'end'), ['e EVENT_SUB_PROCESS_WITH_INCOMING', 'e EVENT_SUB_PROCESS_WITH_OUTGOING']],
    ['an event sub-process with two starts, without one, and with a plain one', eventSub(triggered + triggered.replace('"t"', '"u"')) + sub('f', '', 'triggeredByEvent="true"') + sub('g', '<startEvent id="v"/>', 'triggeredByEvent="true"'), ['e EVENT_SUB_PROCESS_START', 'f EVENT_SUB_PROCESS_START', 'v EVENT_SUB_PROCESS_START_PLAIN']],
    ['a way to a receive task that begins a process', user('a') + '<receiveTask id="r" instantiate="true"/>' + path('a', 'r'), ['r RECEIVE_START_WITH_INCOMING']],
    ['flows to a start and from an end', start + end + path('end', 'start'), ['start START_WITH_INCOMING', 'end END_WITH_OUTGOING']],
  ],
});
