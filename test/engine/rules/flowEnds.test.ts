import { flowEnds } from '../../../engine/rules/flowEnds.ts';
import { end, path, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

ruleTable(flowEnds, {
  valid: [{ title: 'from start to end', drawn: start + user('a') + end + path('start', 'a', 'end') }],
  invalid: [
    { title: 'a flow back to the start', drawn: start + user('a') + path('start', 'a', 'start'), profile: 'bpmn', says: ['start START_WITH_INCOMING'] },
    { title: 'a flow on from the end', drawn: start + end + user('a') + path('start', 'end', 'a'), profile: 'bpmn', says: ['end END_WITH_OUTGOING'] },
  ],
});
