import { lanes } from '../../../../engine/rules/standard/lanes.ts';
import { user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const lane = (reference: string) => user('a') + `<laneSet id="ls"><lane id="l"><flowNodeRef>${reference}</flowNodeRef></lane></laneSet>`;

standardTable(lanes, {
  valid: [['a step in its lane', lane('a')]],
  invalid: [
    ['a lane that lists what is not there', lane('gone'), ['l LANE_LISTS_NOTHING']],
    ['a lane that lists a message', lane('message_m'), ['l REFERENCE_KIND']],
    ['a lane that lists a step of another process', { drawn: lane('b'), more: '<process id="q"><task id="b"/></process>' }, ['l LANE_ELSEWHERE']],
  ],
});
