import { attributes } from '../../../../engine/rules/standard/attributes.ts';
import { start, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

standardTable(attributes, {
  valid: [
    ['flows with both ends, values of the lists', start + user('a', 'isForCompensation="true" startQuantity="2"') + '<sequenceFlow id="f" sourceRef="start" targetRef="a"/><exclusiveGateway id="g" gatewayDirection="Mixed"/>'],
    ['ends written as elements', user('a', '', '<dataInputAssociation id="d"><sourceRef>x</sourceRef><targetRef>y</targetRef></dataInputAssociation>')],
  ],
  invalid: [
    ['a flow without a target', '<sequenceFlow id="f" sourceRef="start"/>', ['f ATTRIBUTE_MISSING']],
    ['an association and a message flow without ends', { drawn: '<association id="as"/>', more: '<collaboration id="c"><messageFlow id="m" sourceRef="x"/></collaboration>' }, ['m ATTRIBUTE_MISSING', 'as ATTRIBUTE_MISSING', 'as ATTRIBUTE_MISSING']],
    ['a boundary event on nothing', '<boundaryEvent id="b"/>', ['b ATTRIBUTE_MISSING']],
    ['a link and a resource without a name', { drawn: '<intermediateThrowEvent id="t"><linkEventDefinition id="l"/></intermediateThrowEvent>', more: '<resource id="r"/>' }, ['r ATTRIBUTE_MISSING', 't ATTRIBUTE_MISSING']],
    ['a truth, a direction and a loop that are none', user('a', 'isForCompensation="maybe"') + '<exclusiveGateway id="g" gatewayDirection="Sideways"/><eventBasedGateway id="e" eventGatewayType="Both"/>', ['a VALUE_INVALID', 'g VALUE_INVALID', 'e VALUE_INVALID']],
    ['quantities that are no numbers', user('a', 'startQuantity="two" completionQuantity="1.5"'), ['a VALUE_INVALID', 'a VALUE_INVALID']],
  ],
});
