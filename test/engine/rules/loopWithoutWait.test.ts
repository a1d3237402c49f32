import { loopWithoutWait } from '../../../engine/rules/loopWithoutWait.ts';
import { boundary, error, path, start, sub, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const gates = '<exclusiveGateway id="m"/><exclusiveGateway id="x"/>';

ruleTable(loopWithoutWait, {
  valid: [
    { title: 'no loop', drawn: start + gates + path('start', 'm', 'x') },
    { title: 'a loop through a person\'s step', drawn: start + gates + user('a') + path('start', 'm', 'a', 'x', 'm') },
    { title: 'a loop through a sub-process in which somebody is waited for', drawn: start + gates + sub('s', '<startEvent id="s1"/>' + user('a') + path('s1', 'a')) + path('start', 'm', 's', 'x', 'm') },
    { title: 'two ways that meet again', drawn: start + gates + '<parallelGateway id="f"/>' + path('start', 'f', 'm', 'x') + path('f', 'x') },
  ],
  invalid: [
    { title: 'two gateways in a circle (B-21)', drawn: start + gates + path('start', 'm', 'x', 'm'), says: ['m FLOW_LOOP_WITHOUT_WAIT'] },
    { title: 'a gateway that leads to itself', drawn: start + '<exclusiveGateway id="m"/>' + path('start', 'm', 'm'), says: ['m FLOW_LOOP_WITHOUT_WAIT'] },
    { title: 'a circle through a sub-process that only throws', drawn: start + '<exclusiveGateway id="m"/>' + sub('s', `<startEvent id="s1"/><endEvent id="e1">${error('e')}</endEvent>` + path('s1', 'e1')) + boundary('b', 's', error('e')) + path('start', 'm', 's') + path('b', 'm'), profile: 'bpmn', says: ['m FLOW_LOOP_WITHOUT_WAIT?'] },
  ],
});
