import { schema } from '../../../../engine/rules/standard/schema.ts';
import { start, sub, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const multi = '<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>';
const timer = (inner: string) => `<intermediateCatchEvent id="c"><timerEventDefinition>${inner}</timerEventDefinition></intermediateCatchEvent>`;
const when = (type: string, attributes = '') => `<sequenceFlow id="f" sourceRef="start" targetRef="a"><conditionExpression xsi:type="${type}" ${attributes}>=x</conditionExpression></sequenceFlow>`;

standardTable(schema, {
  valid: [
    ['flows with both ends, values of the lists', start + user('a', 'isForCompensation="true" startQuantity="2"') + '<sequenceFlow id="f" sourceRef="start" targetRef="a"/><exclusiveGateway id="g" gatewayDirection="Mixed"/>'],
    ['ends written as elements', user('a', '', '<dataInputAssociation id="d"><sourceRef>x</sourceRef><targetRef>y</targetRef></dataInputAssociation>')],
    ['attributes and elements of others, in their places', user('a', 'camunda:assignee="x" unknown:y="z"', '<extensionElements><any:thing foo="1"/>words</extensionElements>')],
    ['kinds of resource roles, and what is asked of them', user('a', '', '<potentialOwner id="o"><resourceAssignmentExpression><formalExpression>=x</formalExpression></resourceAssignmentExpression></potentialOwner><performer><resourceRef>r</resourceRef></performer>')],
    ['what only a formal expression has', start + user('a') + when('tFormalExpression', 'language="urn:feel"')],
    ['an event definition beside the processes, in any order', { more: '<signal id="x" name="x"/><signalEventDefinition id="d" signalRef="x"/><message id="m2"/><globalUserTask id="g"/>' }],
    ['events thrown by a multi-instance', user('a', '', multi.replace('</loopCardinality>', '</loopCardinality><complexBehaviorDefinition><condition>=x</condition><event id="t"><signalEventDefinition signalRef="signal_s"/></event></complexBehaviorDefinition>'))],
  ],
  invalid: [
    ['a flow without a target', '<sequenceFlow id="f" sourceRef="start"/>', ['f ATTRIBUTE_MISSING']],
    ['an association and a message flow without ends', { drawn: '<association id="as"/>', more: '<collaboration id="c"><messageFlow id="m" sourceRef="x"/></collaboration>' }, ['m ATTRIBUTE_MISSING', 'as ATTRIBUTE_MISSING', 'as ATTRIBUTE_MISSING']],
    ['a boundary event on nothing', '<boundaryEvent id="b"/>', ['b ATTRIBUTE_MISSING']],
    ['a link and a resource without a name', { drawn: '<intermediateThrowEvent id="t"><linkEventDefinition id="l"/></intermediateThrowEvent>', more: '<resource id="r"/>' }, ['r ATTRIBUTE_MISSING', 't ATTRIBUTE_MISSING']],
    ['an interface without operations, a correlation property without expressions, a binding without an expression', { drawn: user('a', '', '<performer id="o"><resourceRef>r</resourceRef><resourceParameterBinding id="rb" parameterRef="x"/></performer>'), more: '<interface id="i" name="i"/><correlationProperty id="k"/>' }, ['i ATTRIBUTE_MISSING', 'k ATTRIBUTE_MISSING', 'rb ATTRIBUTE_MISSING']],
    ['a truth, a direction and a loop that are none', user('a', 'isForCompensation="maybe"') + '<exclusiveGateway id="g" gatewayDirection="Sideways"/><eventBasedGateway id="e" eventGatewayType="Both"/>', ['a VALUE_INVALID', 'g VALUE_INVALID', 'e VALUE_INVALID']],
    ['quantities that are no numbers', user('a', 'startQuantity="two" completionQuantity="1.5"'), ['a VALUE_INVALID', 'a VALUE_INVALID']],
    ['references that are no names, and an address that is none', '<exclusiveGateway id="g" default="a b"><incoming/></exclusiveGateway>' + when('tFormalExpression', 'language="x%zz"'), ['g VALUE_INVALID', 'g VALUE_INVALID', 'f VALUE_INVALID']],
    ['an attribute of something else', user('a', 'attachedToRef="b"') + '<exclusiveGateway id="g" instantiate="true"/>', ['a ATTRIBUTE_UNKNOWN', 'g ATTRIBUTE_UNKNOWN']],
    ['an attribute of a formal expression at one that is none, and a type that does not belong there', start + when('tExpression', 'language="urn:feel"') + when('tTask'), ['f ATTRIBUTE_UNKNOWN', 'f VALUE_INVALID']],
    ['elements where they do not belong, and one that BPMN has not', user('a', '', '<startEvent id="s"/><bogus/>') + '<message id="m2"/><flowElement id="fe"/>', ['m2 ELEMENT_MISPLACED', 'fe ELEMENT_MISPLACED', 's ELEMENT_MISPLACED', 'a ELEMENT_MISPLACED']],
    ['an element of others outside the extensions', user('a', '', '<other:thing/>'), ['a ELEMENT_MISPLACED']],
    ['more of something than there can be', user('a', '', multi + multi) + timer('<timeDate>=x</timeDate><timeDate>=y</timeDate>') + '<scriptTask id="s"><script>1</script><script>2</script><script>3</script></scriptTask>', ['a ELEMENT_TOO_MANY', 'c ELEMENT_TOO_MANY', 's ELEMENT_TOO_MANY']],
    ['children in another order, which is advice', user('a', '', '<outgoing>x</outgoing><incoming>y</incoming>') + sub('s', '<textAnnotation id="n"/>' + user('u')) + user('d', '', '<extensionElements/><documentation>x</documentation>'), ['a ELEMENT_ORDER?', 'u ELEMENT_ORDER?', 'd ELEMENT_ORDER?']],
    ['words between the elements, and an element inside a name', user('a', '', 'words') + '<task id="b"><incoming>f<task id="i"/></incoming></task>', ['a TEXT_MISPLACED?', 'i ELEMENT_MISPLACED']],
    ['no namespace of its own', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"/>', ['d ATTRIBUTE_MISSING']],
  ],
});
