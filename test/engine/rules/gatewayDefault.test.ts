import { gatewayDefault } from '../../../engine/rules/gatewayDefault.ts';
import { end, flow, path, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const of = (gateway: string, ...flows: string[]) => start + gateway + user('a') + user('b') + end + path('start', 'g') + flows.join('');
const xor = (attributes = '') => `<exclusiveGateway id="g" ${attributes}/>`;

ruleTable(gatewayDefault, {
  valid: [
    { title: 'a condition and a default', drawn: of(xor('default="g_b"'), flow('g', 'a', 'x > 1'), flow('g', 'b')) },
    { title: 'a condition and its contrary', drawn: of(xor(), flow('g', 'a', 'x = 1'), flow('g', 'b', 'x != 1')) },
    { title: 'a condition and its negation', drawn: of(xor(), flow('g', 'a', 'ok'), flow('g', 'b', 'not(ok)')) },
    { title: 'a join with one way out', drawn: of(xor(), flow('g', 'a')) },
    { title: 'a step with a condition on one of two ways', drawn: start + user('a') + user('b') + user('c') + path('start', 'a', 'b') + flow('a', 'c', 'x') },
    { title: 'a step with a default', drawn: start + user('a', 'default="a_c"') + user('b') + user('c') + path('start', 'a', 'c') + flow('a', 'b', 'x') },
    { title: 'an inclusive gateway with a way that is always taken', drawn: of('<inclusiveGateway id="g"/>', flow('g', 'a'), flow('g', 'b', 'x > 1')) },
  ],
  invalid: [
    { title: 'conditions that may all fail (B-24)', drawn: of(xor(), flow('g', 'a', 'x > 1'), flow('g', 'b', 'x < 1')), says: ['g GATEWAY_WITHOUT_DEFAULT?'] },
    { title: 'an inclusive gateway whose conditions may all fail', drawn: of('<inclusiveGateway id="g"/>', flow('g', 'a', 'x'), flow('g', 'b', 'y')), says: ['g GATEWAY_WITHOUT_DEFAULT?'] },
    { title: 'a contrary of a part only', drawn: of(xor(), flow('g', 'a', 'x != 1 and y'), flow('g', 'b', 'x = 1 and y')), says: ['g GATEWAY_WITHOUT_DEFAULT?'] },
    { title: 'a step whose ways on all have conditions (B-24)', drawn: start + user('a') + user('b') + user('c') + path('start', 'a') + flow('a', 'b', 'x > 1') + flow('a', 'c', 'x < 1'), says: ['a GATEWAY_WITHOUT_DEFAULT?'] },
    { title: 'a way that hides the next', drawn: of(xor(), flow('g', 'a'), flow('g', 'b', 'x')), says: ['g_a GATEWAY_FLOW_WITHOUT_CONDITION'] },
  ],
});
