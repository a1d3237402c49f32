import { unreachable } from '../../../engine/rules/unreachable.ts';
import { boundary, duration, end, message, path, start, sub, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

ruleTable(unreachable, {
  valid: [
    { title: 'a path', drawn: start + user('a') + end + path('start', 'a', 'end') },
    { title: 'a way by a boundary event', drawn: start + user('a') + boundary('b', 'a', duration('P1D')) + user('x') + path('start', 'a') + path('b', 'x') },
    { title: 'the inside of a sub-process and of an event sub-process', drawn: start + sub('s', '<startEvent id="s1"/>' + user('in') + path('s1', 'in')) + path('start', 's') + `<subProcess id="h" triggeredByEvent="true"><startEvent id="h1">${message()}</startEvent>${user('hu')}${path('h1', 'hu')}</subProcess>` },
    { title: 'a process without a start event', drawn: user('a') + user('b') + path('a', 'b'), profile: 'bpmn' },
  ],
  invalid: [
    { title: 'a step beside the flow (B-22)', drawn: start + user('a') + user('lost') + path('start', 'a'), says: ['lost FLOW_UNREACHABLE'] },
    { title: 'a circle that nothing leads to', drawn: start + user('a') + user('x') + user('y') + path('start', 'a') + path('x', 'y', 'x'), says: ['x FLOW_UNREACHABLE', 'y FLOW_UNREACHABLE'] },
    { title: 'a step inside a sub-process, as a warning', drawn: start + sub('s', '<startEvent id="s1"/>' + user('lost')) + path('start', 's'), profile: 'bpmn', says: ['lost FLOW_UNREACHABLE?'] },
  ],
});
