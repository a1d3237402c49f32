import { bothEnds } from '../../../../engine/rules/standard/bothEnds.ts';
import { end, start } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const of = (out: string, into: string) => `<startEvent id="start">${out}</startEvent><endEvent id="end">${into}</endEvent><sequenceFlow id="f" sourceRef="start" targetRef="end"/>`;

standardTable(bothEnds, {
  valid: [
    ['both lists', of('<outgoing>f</outgoing>', '<incoming>f</incoming>')],
    ['no lists at all', start + end + '<sequenceFlow id="f" sourceRef="start" targetRef="end"/>'],
  ],
  invalid: [
    ['an incoming flow that is another', of('<outgoing>f</outgoing>', '<incoming>g</incoming>'), ['end INCOMING_ELSEWHERE', 'end INCOMING_NOT_LISTED']],
    ['an outgoing flow that is another', of('<outgoing>g</outgoing>', '<incoming>f</incoming>'), ['start OUTGOING_ELSEWHERE', 'start OUTGOING_NOT_LISTED']],
    ['a flow listed at one end only', of('<outgoing>f</outgoing>', ''), ['end INCOMING_NOT_LISTED']],
  ],
});
