import { deadEnd } from '../../../engine/rules/deadEnd.ts';
import { boundary, duration, end, path, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

ruleTable(deadEnd, {
  valid: [
    { title: 'a path to an end event', drawn: start + user('a') + end + path('start', 'a', 'end') },
    { title: 'activities of an ad-hoc sub-process', drawn: `${start}<adHocSubProcess id="h">${user('a')}${user('b')}</adHocSubProcess>${end}${path('start', 'h', 'end')}` },
  ],
  invalid: [
    { title: 'a step that leads nowhere (B-22)', drawn: start + user('a') + path('start', 'a'), says: ['a FLOW_DEAD_END'] },
    { title: 'a boundary event that leads nowhere', drawn: start + user('a') + boundary('b', 'a', duration('P1D')) + end + path('start', 'a', 'end'), says: ['b FLOW_DEAD_END'] },
    { title: 'an implicit end, which the standard allows', drawn: start + user('a') + path('start', 'a'), profile: 'bpmn', says: ['a FLOW_DEAD_END?'] },
  ],
});
