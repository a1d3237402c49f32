import { eventReferences } from '../../../../engine/rules/standard/eventReferences.ts';
import { message, signal } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const end = (definition: string) => `<endEvent id="e">${definition}</endEvent>`;
const catcher = (definition: string) => `<intermediateCatchEvent id="e">${definition}</intermediateCatchEvent>`;
const escalation = (ref = '') => `<escalationEventDefinition ${ref}/>`;
const more = '<escalation id="esc" name="x" escalationCode="C"/><escalation id="bare" name="y"/><error id="codeless"/><message id="nameless"/><signal id="mute"/>'
  + '<message id="carried" name="carried"/><interface id="i" name="i"><operation id="o" name="o"><inMessageRef>carried</inMessageRef></operation></interface>';
const at = (drawn: string) => ({ drawn, more });

standardTable(eventReferences, {
  valid: [
    ['a message, a signal, an error and an escalation that are there', at(catcher(message()) + end(signal) + end(escalation('escalationRef="esc"')) + end('<errorEventDefinition errorRef="error_e"/>'))],
    ['catching any error or escalation', '<boundaryEvent id="b" attachedToRef="a"><errorEventDefinition/></boundaryEvent><boundaryEvent id="c" attachedToRef="a"><escalationEventDefinition/></boundaryEvent>'],
    ['a message with its operation', at(catcher('<messageEventDefinition messageRef="carried"><operationRef>o</operationRef></messageEventDefinition>'))],
    ['one time, or our working days', catcher('<timerEventDefinition><timeDate>2030-01-01T00:00:00Z</timeDate></timerEventDefinition>') + catcher('<timerEventDefinition gov:workingDays="3"/>')],
    ['tasks with messages, a send task without', '<receiveTask id="r" messageRef="message_m"/><sendTask id="s"/>'],
    ['a message that the message flow at an event or a receive task says', { drawn: catcher('<messageEventDefinition/>') + '<receiveTask id="r"/>', more: '<collaboration id="c"><participant id="x" processRef="p"/><participant id="y"/><messageFlow id="f" sourceRef="y" targetRef="e"/><messageFlow id="g" sourceRef="y" targetRef="r"/></collaboration>' }],
    ['a message that the message flows at all events of one definition say', { drawn: catcher('<eventDefinitionRef>shared</eventDefinitionRef>') + catcher('<eventDefinitionRef>shared</eventDefinitionRef>').replace('"e"', '"e2"'), more: '<messageEventDefinition id="shared"/><collaboration id="c"><participant id="x" processRef="p"/><participant id="y"/><messageFlow id="f" sourceRef="y" targetRef="e"/><messageFlow id="g" sourceRef="y" targetRef="e2"/></collaboration>' }],
    ['a process that is not executed', { drawn: '<startEvent id="s0"/>', more: `<process id="picture" isExecutable="false">${catcher('<messageEventDefinition/>')}</process>` }],
  ],
  invalid: [
    ['a message event without a message', catcher('<messageEventDefinition/>'), ['e MESSAGE_REF_MISSING']],
    ['a message event without a message, while a message flow leads to another', { drawn: catcher('<messageEventDefinition/>') + '<receiveTask id="r" messageRef="message_m"/>', more: '<collaboration id="c"><participant id="x" processRef="p"/><participant id="y"/><messageFlow id="g" sourceRef="y" targetRef="r"/></collaboration>' }, ['e MESSAGE_REF_MISSING']],
    ['a message that the message flow at one of two events of one definition says', { drawn: catcher('<eventDefinitionRef>shared</eventDefinitionRef>') + catcher('<eventDefinitionRef>shared</eventDefinitionRef>').replace('"e"', '"e2"'), more: '<messageEventDefinition id="shared"/><collaboration id="c"><participant id="x" processRef="p"/><participant id="y"/><messageFlow id="f" sourceRef="y" targetRef="e"/></collaboration>' }, ['shared MESSAGE_REF_MISSING']],
    ['a receive task without a message', '<receiveTask id="r"/>', ['r MESSAGE_REF_MISSING']],
    ['a message without a name', at(catcher('<messageEventDefinition messageRef="nameless"/>')), ['e MESSAGE_MISSING']],
    ['a message event without the operation that carries its message', at(catcher('<messageEventDefinition messageRef="carried"/>')), ['e OPERATION_REF_MISSING']],
    ['a signal event without a signal', end('<signalEventDefinition/>'), ['e SIGNAL_REF_MISSING']],
    ['a signal without a name', at(end('<signalEventDefinition signalRef="mute"/>')), ['e SIGNAL_MISSING']],
    ['throwing an escalation that is not said, or without a code', at(end(escalation()) + end(escalation('escalationRef="bare"'))), ['e ESCALATION_REF_MISSING', 'e ESCALATION_CODE_MISSING']],
    ['throwing an error that is not said, or without a code', at(end('<errorEventDefinition/>') + end('<errorEventDefinition errorRef="codeless"/>')), ['e ERROR_REF_MISSING', 'e ERROR_CODE_MISSING']],
    ['a conditional event without a condition', catcher('<conditionalEventDefinition/>'), ['e CONDITION_MISSING']],
    ['a timer without a time, and with two', catcher('<timerEventDefinition/>') + catcher('<timerEventDefinition><timeDate>x</timeDate><timeCycle>y</timeCycle></timerEventDefinition>'), ['e TIMER_MISSING', 'e TIMER_SEVERAL']],
    ['an escalation without a code, thrown by reference', { drawn: end('<eventDefinitionRef>shared</eventDefinitionRef>'), more: more + '<escalationEventDefinition id="shared" escalationRef="bare"/>' }, ['shared ESCALATION_CODE_MISSING']],
  ],
});
