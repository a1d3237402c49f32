import { conditionSource } from '../../../engine/rules/conditionSource.ts';
import { end, flow, path, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

ruleTable(conditionSource, {
  valid: [
    { title: 'after a decision', drawn: start + '<exclusiveGateway id="g"/>' + end + path('start', 'g') + flow('g', 'end', 'x') },
    { title: 'after a step', drawn: start + user('a') + end + path('start', 'a') + flow('a', 'end', 'x') },
  ],
  invalid: [
    { title: 'after a parallel gateway', drawn: start + '<parallelGateway id="g"/>' + end + path('start', 'g') + flow('g', 'end', 'x'), profile: 'bpmn', says: ['g_end CONDITION_IGNORED'] },
    { title: 'after a start event', drawn: start + end + flow('start', 'end', 'x'), says: ['start_end CONDITION_IGNORED'] },
    { title: 'on the default flow', drawn: start + '<exclusiveGateway id="g" default="g_end"/>' + end + path('start', 'g') + flow('g', 'end', 'x'), says: ['g_end DEFAULT_WITH_CONDITION'] },
    { title: 'a default that leaves another node', drawn: start + '<exclusiveGateway id="g" default="start_g"/>' + end + path('start', 'g', 'end'), says: ['g DEFAULT_ELSEWHERE'] },
  ],
});
