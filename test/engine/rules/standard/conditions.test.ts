import { conditions } from '../../../../engine/rules/standard/conditions.ts';
import { flow, path, start, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const xor = (attributes: string, ...flows: string[]) => start + `<exclusiveGateway id="g" ${attributes}/>` + user('a') + user('b') + user('c') + path('start', 'g') + flows.join('');

standardTable(conditions, {
  valid: [
    ['conditions and a default', xor('default="g_c"', flow('g', 'a', 'x'), flow('g', 'b', 'y'), flow('g', 'c'))],
    ['conditions and one flow without, taken as the default', xor('', flow('g', 'a', 'x'), flow('g', 'b'))],
    ['a step with a condition beside another way', start + user('a') + user('b') + user('c') + flow('a', 'b', 'x') + flow('a', 'c')],
  ],
  invalid: [
    ['a default that leaves elsewhere', xor('default="start_g"', flow('g', 'a', 'x'), flow('g', 'b', 'y')), ['g DEFAULT_ELSEWHERE']],
    ['a default that is not there', start + user('a', 'default="none"'), ['a DEFAULT_ELSEWHERE']],
    ['a default with a condition', xor('default="g_a"', flow('g', 'a', 'x'), flow('g', 'b', 'y')), ['g_a DEFAULT_WITH_CONDITION']],
    ['the only way on with a condition', start + user('a') + user('b') + flow('a', 'b', 'x'), ['a_b CONDITION_ALONE']],
    ['a flow without a condition beside a default', xor('default="g_c"', flow('g', 'a', 'x'), flow('g', 'b'), flow('g', 'c')), ['g_b GATEWAY_FLOW_WITHOUT_CONDITION']],
    ['two flows without conditions', xor('', flow('g', 'a'), flow('g', 'b')), ['g_a GATEWAY_FLOW_WITHOUT_CONDITION', 'g_b GATEWAY_FLOW_WITHOUT_CONDITION']],
  ],
});
