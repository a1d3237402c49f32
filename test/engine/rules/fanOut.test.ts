import { fanOut } from '../../../engine/rules/fanOut.ts';
import { end, path, start, sub, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const times = (cardinality: string, sequential = false) => `<multiInstanceLoopCharacteristics isSequential="${sequential}"><loopCardinality xsi:type="tFormalExpression">${cardinality}</loopCardinality></multiInstanceLoopCharacteristics>`;
const task = (cardinality: string, sequential = false) => start + user('a', '', times(cardinality, sequential)) + end + path('start', 'a', 'end');
const nested = (outer: string, inner: string, sequential = false) => start + sub('s', times(outer, sequential) + '<startEvent id="s1"/>' + user('a', '', times(inner)) + path('s1', 'a')) + end + path('start', 's', 'end');
const branches = (gateway: string, count: number) => start + `<${gateway} id="f"/>` + end + path('start', 'f') + Array.from({ length: count }, (_, i) => `<sequenceFlow id="f${i}" sourceRef="f" targetRef="end"/>`).join('');

ruleTable(fanOut, {
  valid: [
    { title: 'a thousand instances', drawn: task('=1000') },
    { title: 'a number that depends on the case', drawn: task('=count(departments)') },
    { title: 'forty inside twenty-five', drawn: nested('=25', '=40') },
    { title: 'a thousand inside two, one after the other', drawn: nested('=2', '=1000', true) },
    { title: 'a decision with as many ways as one likes', drawn: branches('exclusiveGateway', 1_001) },
    { title: 'a thousand branches', drawn: branches('parallelGateway', 1_000) },
  ],
  invalid: [
    { title: '2,001 parallel activities (W-03)', drawn: task('=2001'), says: ['a FANOUT_LIMIT'] },
    { title: '5,000 of them, as a warning (W-04)', drawn: task('=5000'), profile: 'bpmn', says: ['a FANOUT_LIMIT?'] },
    { title: 'a number worked out from nothing but numbers', drawn: task('=40 * 30'), says: ['a FANOUT_LIMIT'] },
    { title: 'as many one after the other: they are counted too when the case runs', drawn: task('=1001', true), says: ['a FANOUT_LIMIT'] },
    { title: 'forty inside forty', drawn: nested('=40', '=40'), says: ['a FANOUT_LIMIT'] },
    { title: 'a split in 1,001', drawn: branches('parallelGateway', 1_001), says: ['f FANOUT_LIMIT'] },
    { title: 'an inclusive split in 1,001', drawn: branches('inclusiveGateway', 1_001), says: ['f FANOUT_LIMIT'] },
  ],
});
