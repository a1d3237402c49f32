import { references } from '../../../../engine/rules/standard/references.ts';
import { standardTable } from '../../../support/standardTable.ts';

const more =
  '<itemDefinition id="item" structureRef="String"/><message id="order" itemRef="item"/><escalation id="esc" structureRef="item"/><dataStore id="store" itemSubjectRef="item"/><category id="k"><categoryValue id="v"/></category>' +
  '<interface id="if" name="if"><operation id="op" name="op"><inMessageRef>order</inMessageRef><outMessageRef>order</outMessageRef><errorRef>error_e</errorRef></operation></interface><signalEventDefinition id="shared" signalRef="signal_s"/>';
const at = (drawn: string, beside = '') => ({ drawn, more: more + beside });
const ends = (...definitions: string[]) => definitions.map((definition) => `<endEvent id="e">${definition}</endEvent>`).join('');

standardTable(references, {
  valid: [
    ['to things of their kinds', at(ends('<messageEventDefinition messageRef="order"><operationRef>op</operationRef></messageEventDefinition>', '<escalationEventDefinition escalationRef="esc"/>') + '<dataObject id="o" itemSubjectRef="item"/><dataObjectReference id="r" dataObjectRef="o"/><dataStoreReference id="d" dataStoreRef="store"/><sendTask id="s" messageRef="order" operationRef="op"/>')],
    ['into another language', at('<dataObject id="o" itemSubjectRef="xsd:string"/><serviceTask id="s" operationRef="wsdl:order"/>')],
    ['events that a multi-instance throws', at('<task id="t"><multiInstanceLoopCharacteristics noneBehaviorEventRef="shared" oneBehaviorEventRef="shared"/></task>')],
    ['a called collaboration, a choreography that is followed, a category that nobody wrote down (B-06)', at('<task id="t"><categoryValueRef>gone</categoryValueRef></task>', '<collaboration id="c"><callConversation id="n" calledCollaborationRef="g"/><choreographyRef>h</choreographyRef></collaboration><globalConversation id="g"/><choreography id="h"/>')],
  ],
  invalid: [
    ['to nothing', at(ends('<signalEventDefinition signalRef="gone"/>') + '<serviceTask id="s" operationRef="gone"/><task id="t"><ioSpecification><dataInput id="i" itemSubjectRef="gone"/></ioSpecification></task>', '<message id="m" itemRef="gone"/>'), ['m REFERENCE_UNKNOWN', 'e REFERENCE_UNKNOWN', 's REFERENCE_UNKNOWN', 'i REFERENCE_UNKNOWN']],
    ['into a drawing that is not there', at('<sendTask id="s" messageRef="other:order"/>' + ends('<signalEventDefinition signalRef="other:all"/>', '<errorEventDefinition errorRef="other:e"/>')), ['s REFERENCE_ELSEWHERE', 'e REFERENCE_ELSEWHERE', 'e REFERENCE_ELSEWHERE']],
    ['to messages that are none, from events, tasks, flows and operations', at(ends('<messageEventDefinition messageRef="item"/>') + '<receiveTask id="r" messageRef="signal_s"/>', '<interface id="jf" name="jf"><operation id="jop" name="jop"><inMessageRef>item</inMessageRef></operation></interface><collaboration id="c"><messageFlow id="f" messageRef="store"/></collaboration>'), ['jop REFERENCE_KIND', 'f REFERENCE_KIND', 'e REFERENCE_KIND', 'r REFERENCE_KIND']],
    ['to an operation that is none', at(ends('<messageEventDefinition messageRef="order"><operationRef>order</operationRef></messageEventDefinition>')), ['e REFERENCE_KIND']],
    ['to data that is none, and from errors, signals and data stores to items that are none', at('<task id="t"/><dataObjectReference id="r" dataObjectRef="t"/><dataStoreReference id="d" dataStoreRef="order"/>', '<error id="x" structureRef="order"/><signal id="y" structureRef="gone"/><dataStore id="z" itemSubjectRef="order"/>'), ['x REFERENCE_KIND', 'y REFERENCE_UNKNOWN', 'z REFERENCE_KIND', 'r REFERENCE_KIND', 'd REFERENCE_KIND']],
    ['to events that are none, or not there', at('<task id="t"><multiInstanceLoopCharacteristics noneBehaviorEventRef="order" oneBehaviorEventRef="gone"/></task>'), ['t REFERENCE_KIND', 't REFERENCE_UNKNOWN']],
    ['from a conversation to participants, flows and a choreography', at('', '<collaboration id="c"><participant id="a"><interfaceRef>order</interfaceRef></participant><callConversation id="n" calledCollaborationRef="h"><participantRef>order</participantRef><messageFlowRef>gone</messageFlowRef></callConversation></collaboration><choreography id="h"/>'), ['a REFERENCE_KIND', 'n REFERENCE_KIND', 'n REFERENCE_KIND', 'n REFERENCE_UNKNOWN']],
    ['to correlation keys and properties that are none', at('<correlationSubscription id="s" correlationKeyRef="order"><correlationPropertyBinding id="b" correlationPropertyRef="gone"/></correlationSubscription>'), ['s REFERENCE_KIND', 'b REFERENCE_UNKNOWN']],
    ['to a category value that is none', at('<group id="g" categoryValueRef="order"/>'), ['g REFERENCE_KIND']],
  ],
});
