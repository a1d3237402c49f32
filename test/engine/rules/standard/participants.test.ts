import { participants } from '../../../../engine/rules/standard/participants.ts';
import { standardTable } from '../../../support/standardTable.ts';

const many = (attributes: string) => ({ more: `<collaboration id="c"><participant id="x"><participantMultiplicity ${attributes}/></participant></collaboration>` });

standardTable(participants, {
  valid: [['none to one, one to two', many('minimum="0" maximum="1"')], ['a pool of the process', { more: '<collaboration id="c"><participant id="x" processRef="p"/></collaboration>' }]],
  invalid: [
    ['fewer than none', many('minimum="-1" maximum="2"'), ['x PARTICIPANT_MINIMUM']],
    ['at most none', many('maximum="0"'), ['x PARTICIPANT_MAXIMUM']],
    ['fewer at most than at least', many('minimum="3" maximum="2"'), ['x PARTICIPANT_MAXIMUM']],
    ['two at least, one at most for want of another word', many('minimum="2"'), ['x PARTICIPANT_MAXIMUM']],
    ['a pool of no process', { more: '<collaboration id="c"><participant id="x" processRef="gone"/></collaboration>' }, ['x PARTICIPANT_PROCESS']],
  ],
});
