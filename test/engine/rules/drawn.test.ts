import { correlations } from '../../../engine/rules/drawn/correlations.ts';
import { extensions } from '../../../engine/rules/drawn/extensions.ts';
import { foreign } from '../../../engine/rules/drawn/foreign.ts';
import { govTerms } from '../../../engine/rules/drawn/govTerms.ts';
import { unsupportedParts } from '../../../engine/rules/drawn/unsupportedParts.ts';
import { call, end, flow, loop, mapping, path, service, start, sub, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const property = '<correlationProperty id="order"><correlationPropertyRetrievalExpression id="re" messageRef="message_m"><messagePath>orderNumber</messagePath></correlationPropertyRetrievalExpression></correlationProperty>';
const inside = (xml: string) => `<extensionElements>${xml}</extensionElements>`;

ruleTable(foreign, {
  valid: [{ title: 'our own and Zeebe\'s attributes', drawn: start + user('a', 'gov:role="clerk"', mapping('x=1')) }],
  invalid: [
    { title: 'a class to run (B-19)', drawn: start + service('a', 'camunda:class="org.example.Pay"'), says: ['a FOREIGN_EXECUTION'] },
    { title: 'a delegate (B-19)', drawn: start + service('a', 'camunda:delegateExpression="${pay}"'), says: ['a FOREIGN_EXECUTION'] },
    { title: 'a listener (B-19)', drawn: start + user('a', '', inside('<camunda:executionListener event="start" class="x"/>')), says: ['a FOREIGN_EXECUTION'] },
    { title: 'a script on an event', drawn: `<startEvent id="s">${inside('<camunda:script/>')}</startEvent>`, says: ['s FOREIGN_EXECUTION'] },
    { title: 'a list to repeat over', drawn: start + user('a', '', '<multiInstanceLoopCharacteristics camunda:collection="x"/>'), says: ['a FOREIGN_EXECUTION'] },
    { title: 'the same where any BPMN is taken: it would silently not run', drawn: start + service('a', 'camunda:class="x"'), profile: 'bpmn', says: ['a FOREIGN_EXECUTION'] },
    ...['class=""', 'delegateExpression=""', ''].map((empty) => ({ title: `a listener that runs nothing (${empty})`, drawn: start + user('a', '', inside(`<camunda:executionListener event="start" ${empty}/>`)), profile: 'bpmn' as const, says: ['a FOREIGN_INCOMPLETE'] })),
    { title: 'what changes nothing', drawn: start + user('a', 'camunda:formKey="x"', inside('<camunda:properties/>')), says: ['a FOREIGN_IGNORED?', 'a FOREIGN_IGNORED?'] },
  ],
});

ruleTable(extensions, {
  valid: [
    { title: 'a script, a decision', drawn: start + `<scriptTask id="a">${inside('<zeebe:script expression="=1" resultVariable="x"/>')}</scriptTask><businessRuleTask id="b">${inside('<zeebe:calledDecision decisionId="d" resultVariable="y"/>')}</businessRuleTask>` },
    { title: 'mappings, a worker and its headers, a call, a loop', drawn: start + service('a', '', inside('<zeebe:taskDefinition type="x"/><zeebe:taskHeaders/>')) + user('b', '', mapping('x=1') + loop('inputCollection="=x"')) + call('c', 'q') },
  ],
  invalid: [
    { title: 'listeners', drawn: start + user('a', '', inside('<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="x"/></zeebe:taskListeners>')), says: ['a EXTENSION_UNSUPPORTED'] },
    { title: 'a worker for a person\'s step', drawn: start + user('a', '', inside('<zeebe:taskDefinition type="x"/>')), says: ['a EXTENSION_UNSUPPORTED'] },
    { title: 'a mapping at an event', drawn: `<startEvent id="s">${mapping('<x=1')}</startEvent>`, says: ['s EXTENSION_UNSUPPORTED'] },
    { title: 'assignments and forms of another engine', drawn: start + user('a', '', inside('<zeebe:assignmentDefinition assignee="x"/><zeebe:formDefinition formKey="x"/>')), says: ['a EXTENSION_IGNORED?', 'a EXTENSION_IGNORED?'] },
  ],
});

ruleTable(govTerms, {
  valid: [
    { title: 'the terms of a step and of a matter', drawn: start + user('a', 'gov:department="x" gov:role="clerk" gov:limitAmount="0.5" gov:limitUnit="workingHour" gov:opinions="agree, disagree" gov:clock="restart" gov:clockBasis="x" gov:limitFrom="acceptance" gov:onDisagree="error"'), attributes: 'gov:leadDepartment="x" gov:limitAmount="20"' },
    { title: 'a limit of a sub-process', drawn: start + sub('s', '<startEvent id="s1"/>', 'gov:limitAmount="3" gov:department="x" gov:clock="stop" gov:clockBasis="x"') },
    { title: 'a step without cards', drawn: start + user('a', 'gov:ladder="none"') },
  ],
  invalid: [
    { title: 'a unit that does not exist', drawn: start + user('a', 'gov:limitAmount="1" gov:limitUnit="week"'), profile: 'bpmn', says: ['a TERM_VALUE_UNKNOWN'] },
    { title: 'an opinion that does not exist', drawn: start + user('a', 'gov:opinions="agree,maybe"'), says: ['a TERM_VALUE_UNKNOWN'] },
    { title: 'a role, a clock and a mode that do not exist', drawn: start + user('a', 'gov:role="boss" gov:clock="slow"') + service('b', 'gov:mode="later"'), says: ['a TERM_VALUE_UNKNOWN', 'a TERM_VALUE_UNKNOWN', 'b TERM_VALUE_UNKNOWN'] },
    ...['0', '-1', 'three', 'Infinity'].map((value) => ({ title: `a limit of ${value}`, drawn: start + user('a', `gov:limitAmount="${value}"`), says: ['a LIMIT_INVALID'] })),
    { title: 'a matter\'s limit of none', drawn: start, attributes: 'gov:limitAmount="0"', says: ['p LIMIT_INVALID'] },
    { title: 'a term nobody knows', drawn: start + user('a', 'gov:colour="red"'), says: ['a TERM_UNKNOWN'] },
    { title: 'a step\'s term at a gateway', drawn: `${start}<exclusiveGateway id="g" gov:role="clerk"/>`, says: ['g TERM_UNKNOWN'] },
    { title: 'a form at a system\'s step', drawn: start + service('a', 'gov:form="x"'), says: ['a TERM_UNUSED?'] },
    { title: 'a limit of an event sub-process, which has none', drawn: start + sub('h', '', 'triggeredByEvent="true" gov:limitAmount="3"'), says: ['h TERM_UNUSED?'] },
    { title: 'a limit\'s unit and basis without a limit', drawn: start + user('a', 'gov:limitUnit="minute" gov:limitBasis="x"'), says: ['a TERM_UNUSED?', 'a TERM_UNUSED?'] },
    { title: 'a refusal that raises an error where nobody can refuse', drawn: start + user('a', 'gov:opinions="agree" gov:onDisagree="error"'), says: ['a TERM_UNUSED?'] },
    { title: 'a basis for a clock that runs on', drawn: start + user('a', 'gov:clockBasis="x"'), says: ['a TERM_UNUSED?'] },
    { title: 'a clock that stands without a basis (行政许可法 45)', drawn: start + user('a', 'gov:clock="stop"'), says: ['a CLOCK_STOP_WITHOUT_BASIS?'] },
  ],
});

ruleTable(unsupportedParts, {
  valid: [
    { title: 'plain steps, FEEL conditions', drawn: start + user('a') + end + path('start', 'a') + flow('a', 'end', 'x') },
    { title: 'a receive task and an event-based gateway that start a process', drawn: '<receiveTask id="r" instantiate="true" messageRef="message_m"/><eventBasedGateway id="g" eventGatewayType="Parallel" instantiate="true"/>' },
    { title: 'who the partners are', drawn: start + user('a'), more: '<partnerEntity id="pe" name="x"/><partnerRole id="pr" name="y"/>' },
    { title: 'message flows between pools', drawn: start + user('a'), more: '<collaboration id="c"><participant id="x" processRef="p"/><participant id="y"/><messageFlow id="mf" sourceRef="y" targetRef="x"/></collaboration>' },
  ],
  invalid: [
    { title: 'a condition in another language', drawn: `${start}${user('a')}<sequenceFlow id="f" sourceRef="start" targetRef="a"><conditionExpression xsi:type="tFormalExpression" language="groovy">x</conditionExpression></sequenceFlow>`, says: ['f LANGUAGE_UNSUPPORTED'] },
    { title: 'an event sub-process that loops or maps values in', drawn: start + sub('h', `${mapping('x=1')}<multiInstanceLoopCharacteristics/>`, 'triggeredByEvent="true"'), profile: 'bpmn', says: ['h PART_UNSUPPORTED', 'h PART_UNSUPPORTED'] },
    { title: 'a timer with two times', drawn: `${start}<intermediateCatchEvent id="i"><timerEventDefinition><timeDate>2026-03-02</timeDate><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>`, profile: 'bpmn', says: ['i PART_UNSUPPORTED'] },
    { title: 'a choreography (B-18)', drawn: start, more: '<choreography id="ch"/>', profile: 'bpmn', says: ['ch ELEMENT_UNSUPPORTED'] },
    { title: 'performers', drawn: start + user('a', '', '<ioSpecification><inputSet/><outputSet/></ioSpecification><potentialOwner/>'), says: ['a PART_IGNORED?'] },
  ],
});

const keyed = (key: string) => `<collaboration id="c"><participant id="x" processRef="p"/>${key}</collaboration>`;
const byOrder = '<correlationKey id="ck"><correlationPropertyRef>order</correlationPropertyRef></correlationKey>';
const subscribed = (binding: string) => `<correlationSubscription id="cs" correlationKeyRef="ck">${binding}</correlationSubscription>${start}`;
const bound = '<correlationPropertyBinding id="cb" correlationPropertyRef="order"><dataPath>number</dataPath></correlationPropertyBinding>';

ruleTable(correlations, {
  valid: [
    { title: 'a key whose property stands in a message', drawn: start, more: keyed(byOrder) + property, profile: 'bpmn' },
    { title: 'a process that says which value the property must have', drawn: subscribed(bound), more: keyed(byOrder) + property },
  ],
  invalid: [
    { title: 'a subscription to no key', drawn: `<correlationSubscription id="cs"/>${start}`, profile: 'bpmn', says: ['cs CORRELATION_INCOMPLETE'] },
    { title: 'a subscription that leaves a property open', drawn: subscribed(''), more: keyed(byOrder) + property, says: ['cs CORRELATION_INCOMPLETE'] },
    { title: 'a key without properties', drawn: start, more: keyed('<correlationKey id="ck"/>'), says: ['ck CORRELATION_INCOMPLETE'] },
    { title: 'a key whose property stands in no message', drawn: start, more: `${keyed(byOrder)}<correlationProperty id="order"/>`, profile: 'bpmn', says: ['ck CORRELATION_INCOMPLETE'] },
    { title: 'a property of messages that no key names', drawn: start, more: property, says: ['order PART_IGNORED?'] },
  ],
});
