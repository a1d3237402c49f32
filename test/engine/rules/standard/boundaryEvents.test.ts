import { boundaryEvents } from '../../../../engine/rules/standard/boundaryEvents.ts';
import { boundary, duration, path, start, sub, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const escalation = '<escalationEventDefinition/>';
const cancel = '<cancelEventDefinition/>';
const away = user('out') + path('b', 'out');

standardTable(boundaryEvents, {
  valid: [
    ['a time at a step, that leads on', start + user('a') + boundary('b', 'a', duration('P1D')) + away],
    ['a compensation, which leads to its handler by an association', user('a') + boundary('b', 'a', '<compensateEventDefinition/>')],
    ['an escalation at a sub-process and at a person\'s step', sub('s', '') + user('u') + boundary('b', 's', escalation) + boundary('c', 'u', escalation) + away + path('c', 'out')],
    ['an escalation at a task whose instances throw it as they end', '<task id="a"><multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="x"/></task>' + boundary('b', 'a', escalation) + away],
    ['a cancel at a transaction', '<transaction id="t"/>' + boundary('b', 't', cancel) + away],
  ],
  invalid: [
    ['an edge of nothing', boundary('b', 'nothing', duration('P1D')) + away, ['b BOUNDARY_UNATTACHED']],
    ['an edge of a gateway (B-31) and of an event sub-process', '<exclusiveGateway id="g"/>' + sub('e', '', 'triggeredByEvent="true"') + boundary('b', 'g', duration('P1D')) + boundary('c', 'e', duration('P1D')) + away + path('c', 'out'), ['b BOUNDARY_HOST_INVALID', 'c BOUNDARY_HOST_INVALID']],
    ['an edge of a step inside a sub-process', sub('s', user('a')) + boundary('b', 'a', duration('P1D')) + away, ['b BOUNDARY_HOST_ELSEWHERE']],
    ['a cancel at a sub-process', sub('s', '') + boundary('b', 's', cancel) + away, ['b CANCEL_BOUNDARY_OUTSIDE_TRANSACTION']],
    ['an escalation at a service task', '<serviceTask id="a"/>' + boundary('b', 'a', escalation) + away, ['b ESCALATION_HOST']],
    ['an escalation at a task whose instances throw nothing', '<task id="a"><multiInstanceLoopCharacteristics behavior="All"/></task>' + boundary('b', 'a', escalation) + away, ['b ESCALATION_HOST']],
    ['a flow to it', start + user('a') + boundary('b', 'a', duration('P1D')) + path('start', 'b') + away, ['b BOUNDARY_WITH_INCOMING']],
    ['no flow from it', user('a') + boundary('b', 'a', duration('P1D')), ['b BOUNDARY_WITHOUT_OUTGOING']],
    ['a flow from a compensation', user('a') + boundary('b', 'a', '<compensateEventDefinition/>') + away, ['b COMPENSATION_WITH_OUTGOING']],
  ],
});
