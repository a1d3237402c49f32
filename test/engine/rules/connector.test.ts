import { connector } from '../../../engine/rules/connector.ts';
import { expressions } from '../../../engine/rules/expressions.ts';
import type { ConnectorContract } from '../../../engine/register/connector.ts';
import { mapping, service, start } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const label = { zh: '字段', en: 'field' };
const plan: ConnectorContract = {
  code: 'plan', name: { zh: '方案', en: 'plan' }, department: 'housing', operation: 'processing', mode: 'sync',
  inputs: [{ name: 'address', label, type: 'text', required: true }, { name: 'demand', label, type: 'number' }],
  outputs: [{ name: 'accessPlan', label, type: 'context' }],
};
const several: ConnectorContract = { ...plan, code: 'several', department: null, mode: 'async' };
const facts = { connectors: { plan, several }, variables: ['x', 'place'], types: { place: 'text', area: 'number', fee: 'money' } } as const;
const asks = (attributes: string, ...lines: string[]): string => start + service('a', `gov:connector="plan" ${attributes}`, mapping(...lines));

ruleTable(connector, {
  valid: [
    { title: 'what the contract wants', drawn: asks('', 'address=place', 'demand=area'), facts },
    { title: 'a sum where a number is wanted, and a name of which nothing is known', drawn: asks('', 'address=x', 'demand=fee'), facts },
    { title: 'only what is required', drawn: asks('', 'address="a"'), facts },
    { title: 'a department of the case, where the connector is of several', drawn: start + '<serviceTask id="a" name="a" gov:connector="several" gov:department="=who" gov:operation="processing" gov:mode="async"><extensionElements><zeebe:ioMapping><zeebe:input source="=place" target="address"/></zeebe:ioMapping></extensionElements></serviceTask>', facts },
    { title: 'answers that are kept, whole or in part, and a word of one\'s own', drawn: asks('', 'address=place', '<point=accessPlan.point', '<told=string(area) + accessPlan.note', '<asked=true'), facts },
    { title: 'a step that names none', drawn: start + service('a', '', mapping('odd=1')), facts },
    { title: 'no register to look at', drawn: asks('gov:mode="async"', 'odd=1') },
    { title: 'a worker by a name of one\'s own, outside of matters', drawn: start + '<serviceTask id="a"><extensionElements><zeebe:taskDefinition type="ship"/></extensionElements></serviceTask>', facts, profile: 'bpmn' },
  ],
  invalid: [
    { title: 'a connector that nobody registered', drawn: start + service('a', 'gov:connector="constructor"'), facts, says: ['a CONNECTOR_UNKNOWN'] },
    { title: 'a worker in a matter', drawn: start + service('a', '', '<extensionElements><zeebe:taskDefinition type="ship"/></extensionElements>'), facts, says: ['a CONNECTOR_UNKNOWN'] },
    { title: 'a required field that is not given', drawn: asks('', 'demand=1'), facts, says: ['a CONNECTOR_INPUT_MISSING'] },
    { title: 'a field that the contract does not know', drawn: asks('', 'address=place', 'odd=1'), facts, says: ['a CONNECTOR_INPUT_UNKNOWN'] },
    { title: 'a result that the contract does not give, known in the case or not', drawn: asks('', 'address=place', '<kept=place', '<point=plan.point', '<told=accessPlan.note'), facts, says: ['a CONNECTOR_OUTPUT_UNKNOWN', 'a CONNECTOR_OUTPUT_UNKNOWN'] },
    { title: 'fields of other types', drawn: asks('', 'address=area', 'demand="many"'), facts, says: ['a CONNECTOR_INPUT_TYPE', 'a CONNECTOR_INPUT_TYPE'] },
    { title: 'another department, record and answer', drawn: start + '<serviceTask id="a" name="a" gov:connector="plan" gov:department="power" gov:operation="collection" gov:mode="async"><extensionElements><zeebe:ioMapping><zeebe:input source="=place" target="address"/></zeebe:ioMapping></extensionElements></serviceTask>', facts, says: ['a CONNECTOR_DEPARTMENT', 'a CONNECTOR_OPERATION', 'a CONNECTOR_MODE'] },
    { title: 'the same outside of matters, as a warning', drawn: asks('', 'demand=1'), facts, profile: 'bpmn', says: ['a CONNECTOR_INPUT_MISSING?'] },
  ],
});

ruleTable(expressions, {
  valid: [{ title: 'a result that the contract does not give: that is said of the connector', drawn: asks('', 'address=place', '<point=plan.point'), facts }, { title: 'a name that a connector of the flow answers', drawn: asks('', 'address=place', '<point=accessPlan.point'), facts }],
  invalid: [{ title: 'such a name where no connector is asked', drawn: start + service('a', '', mapping('address=place', '<point=accessPlan.point')), facts, says: ['a VAR_UNDEFINED'] }],
});
