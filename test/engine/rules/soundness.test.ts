import { expect, test } from '@jest/globals';
import { compile } from '../../../engine/compile.ts';
import { soundness } from '../../../engine/rules/soundness.ts';
import { boundary, drawing, duration, end, flow, message, path, start, sub, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const two = (split: string, join: string) => start + `<${split}Gateway id="f"/><${join}Gateway id="j"/>` + user('a') + user('b') + user('after') + end + path('start', 'f', 'a', 'j', 'after', 'end') + path('f', 'b', 'j');
const conditional = (split: string, join: string) => start + `<${split}Gateway id="f"/><${join}Gateway id="j"/>` + user('a') + user('b') + end + path('start', 'f') + flow('f', 'a', 'x') + flow('f', 'b', 'y') + path('a', 'j', 'end') + path('b', 'j');
const complex = (activation: string) => start + `<parallelGateway id="f"/><complexGateway id="j"><activationCondition xsi:type="tFormalExpression">=${activation}</activationCondition></complexGateway>` + user('a') + user('b') + user('c') + end + path('start', 'f', 'a', 'j', 'end') + path('f', 'b', 'j') + path('f', 'c', 'j');
const seven = [1, 2, 3, 4, 5, 6, 7];

ruleTable(soundness, {
  valid: [
    { title: 'two tokens made, two taken', drawn: start + user('a', 'completionQuantity="2"') + user('b', 'startQuantity="2"') + end + path('start', 'a', 'b', 'end') },
    { title: 'a parallel split with a parallel join', drawn: two('parallel', 'parallel') },
    { title: 'a decision with a merge', drawn: two('exclusive', 'exclusive') },
    { title: 'an inclusive split with an inclusive join', drawn: conditional('inclusive', 'inclusive') },
    { title: 'a parallel split with an inclusive join', drawn: two('parallel', 'inclusive') },
    { title: 'a loop around a parallel block', drawn: start + '<exclusiveGateway id="m"/><parallelGateway id="f"/><parallelGateway id="j"/><exclusiveGateway id="x"/>' + user('a') + user('b') + end + path('start', 'm', 'f', 'a', 'j', 'x', 'end') + path('f', 'b', 'j') + path('x', 'm') },
    { title: 'branches that end apart, one of them at the same end', drawn: start + '<parallelGateway id="f"/>' + user('a') + user('b') + end + path('start', 'f', 'a', 'end') + path('f', 'b', 'end') },
    { title: 'a reminder beside a step with an end of its own', drawn: start + user('a') + boundary('b', 'a', duration('P1D'), 'cancelActivity="false"') + user('remind') + end + '<endEvent id="end2"/>' + path('start', 'a', 'end') + path('b', 'remind', 'end2') },
    { title: 'a reminder beside a step in a loop: those of two rounds may run together', drawn: start + '<exclusiveGateway id="m"/><exclusiveGateway id="x"/>' + user('a') + boundary('b', 'a', duration('P1D'), 'cancelActivity="false"') + user('remind') + end + '<endEvent id="end2"/>' + path('start', 'm', 'a', 'x', 'end') + path('x', 'm') + path('b', 'remind', 'end2') },
    { title: 'a deadline that leads back to the merge', drawn: start + user('a') + boundary('b', 'a', duration('P1D')) + '<exclusiveGateway id="m"/>' + end + path('start', 'a', 'm', 'end') + path('b', 'm') },
    { title: 'an inclusive split of nine departments', drawn: start + '<inclusiveGateway id="f"/><inclusiveGateway id="j"/>' + end + path('start', 'f') + [...seven, 8, 9].map((n) => user(`d${n}`) + flow('f', `d${n}`, `x = ${n}`) + path(`d${n}`, 'j')).join('') + path('j', 'end') },
    { title: 'a complex join that two of three are enough for', drawn: complex('activationCount &gt;= 2') },
    { title: 'a complex join that counts the tokens of one flow by its id', drawn: complex('a_j = 1') },
    { title: 'a link that leads on to the join', drawn: start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + user('a') + user('b') + '<intermediateThrowEvent id="t"><linkEventDefinition name="l"/></intermediateThrowEvent><intermediateCatchEvent id="c"><linkEventDefinition name="l"/></intermediateCatchEvent>' + end + path('start', 'f', 'a', 'j', 'end') + path('f', 'b', 't') + path('c', 'j') },
    { title: 'a compensation handler beside the flow', drawn: start + user('a') + boundary('undo', 'a', '<compensateEventDefinition/>') + '<userTask id="u" isForCompensation="true"/><association id="as" sourceRef="undo" targetRef="u"/>' + end + path('start', 'a', 'end') },
    { title: 'several starts, each of which begins a case of its own', drawn: start + `<startEvent id="by">${message()}</startEvent><exclusiveGateway id="m"/>` + user('a') + end + path('start', 'm', 'a', 'end') + path('by', 'm') },
    { title: 'a timer beside the flow that ends a loop nobody leaves', drawn: start + '<exclusiveGateway id="m"/>' + user('a') + boundary('b', 'a', duration('P1D'), 'cancelActivity="false"') + '<endEvent id="all"><terminateEventDefinition/></endEvent>' + path('start', 'm', 'a', 'm') + path('b', 'all') },
  ],
  invalid: [
    { title: 'a decision joined by a parallel gateway: it waits for ever (B-23)', drawn: two('exclusive', 'parallel'), says: ['j FLOW_DEADLOCK'] },
    { title: 'the same, as a warning', drawn: two('exclusive', 'parallel'), profile: 'bpmn', says: ['j FLOW_DEADLOCK?'] },
    { title: 'an inclusive split joined by a parallel gateway', drawn: conditional('inclusive', 'parallel'), says: ['j FLOW_DEADLOCK'] },
    { title: 'a parallel split merged by a decision: what follows is done twice (B-23)', drawn: two('parallel', 'exclusive'), says: ['j FLOW_DOUBLED'] },
    { title: 'two branches that meet at a step', drawn: start + '<parallelGateway id="f"/>' + user('a') + user('b') + user('c') + end + path('start', 'f', 'a', 'c', 'end') + path('f', 'b', 'c'), says: ['c FLOW_DOUBLED'] },
    { title: 'of seven departments one that goes past the join (B-23)', drawn: start + '<parallelGateway id="f"/><parallelGateway id="j"/><exclusiveGateway id="x"/>' + end + path('start', 'f') + seven.map((n) => user(`d${n}`) + path('f', `d${n}`) + (n === 7 ? path('d7', 'x', 'end') + path('x', 'j') : path(`d${n}`, 'j'))).join('') + user('after') + path('j', 'after', 'end'), says: ['j FLOW_TOKEN_LEFT'] },
    { title: 'a deadline beside a branch that the join does not expect', drawn: start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + user('a') + user('b') + boundary('late', 'b', duration('P1D')) + '<endEvent id="gone"/>' + end + path('start', 'f', 'a', 'j', 'end') + path('f', 'b', 'j') + path('late', 'gone'), says: ['j FLOW_TOKEN_LEFT'] },
    { title: 'a reminder that comes back into the flow', drawn: start + user('a') + boundary('b', 'a', duration('P1D'), 'cancelActivity="false"') + user('next') + end + path('start', 'a', 'next', 'end') + path('b', 'next'), says: ['next FLOW_DOUBLED'] },
    { title: 'a loop that nothing leads out of', drawn: start + '<exclusiveGateway id="m"/>' + user('a') + user('b') + path('start', 'm', 'a', 'b', 'm'), says: ['m FLOW_ENDLESS'] },
    { title: 'a join inside a loop of waiting for each other: nobody comes first', drawn: start + '<parallelGateway id="j"/><exclusiveGateway id="x"/>' + user('a') + end + path('start', 'j', 'a', 'x', 'end') + path('x', 'j'), says: ['j FLOW_DEADLOCK'] },
    { title: 'a join that waits for an element nothing leads to', drawn: start + '<parallelGateway id="j"/>' + user('a') + user('b') + end + path('start', 'a', 'j', 'end') + path('b', 'j'), says: ['j FLOW_DEADLOCK'] },
    { title: 'a join that a termination always comes before', drawn: start + '<parallelGateway id="f"/><exclusiveGateway id="x"/><parallelGateway id="j"/>' + user('a') + user('b') + end + '<endEvent id="all"><terminateEventDefinition/></endEvent>' + path('start', 'f', 'a', 'x', 'j', 'end') + path('x', 'all') + user('c') + path('f', 'b', 'all') + path('b', 'c', 'j'), says: ['j FLOW_NEVER_TAKEN', 'c_j FLOW_NEVER_TAKEN'] },
    { title: 'a complex join that asks for more than can come', drawn: complex('activationCount &gt;= 4'), says: ['j FLOW_DEADLOCK'] },
    { title: 'a complex join whose condition asks for a value: it is not decided', drawn: complex('urgent'), says: ['p FLOW_NOT_DECIDED?'] },
    { title: 'a link that leads past the join', drawn: start + '<parallelGateway id="f"/><parallelGateway id="j"/>' + user('a') + user('b') + '<intermediateThrowEvent id="t"><linkEventDefinition name="l"/></intermediateThrowEvent><intermediateCatchEvent id="c"><linkEventDefinition name="l"/></intermediateCatchEvent>' + end + '<exclusiveGateway id="x"/>' + path('start', 'f', 'a', 'x', 'j', 'end') + path('f', 'b', 'j') + path('x', 't') + path('c', 'end'), says: ['j FLOW_TOKEN_LEFT'] },
    { title: 'a step that waits for more tokens than come', drawn: start + user('a', 'completionQuantity="2"') + user('b', 'startQuantity="3"') + end + path('start', 'a', 'b', 'end'), says: ['b FLOW_DEADLOCK'] },
    { title: 'inside a sub-process', drawn: start + sub('s', '<startEvent id="s1"/><exclusiveGateway id="f"/><parallelGateway id="j"/>' + path('s1', 'f', 'j') + '<sequenceFlow id="again" sourceRef="f" targetRef="j"/>') + path('start', 's'), says: ['j FLOW_DEADLOCK'] },
  ],
});

test('a finding carries the way that leads to it, elements and flows in order', async () => {
  const { problems } = await compile(drawing(two('exclusive', 'parallel')), { profile: 'bpmn' });
  expect(problems.find(({ code }) => code === 'FLOW_DEADLOCK')!.params!.path).toMatch(/^start start_f f f_[ab] [ab] [ab]_j$/);
});
