import { stepLimit } from '../../../engine/rules/stepLimit.ts';
import { start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const facts = { items: { FOOD: { limitDays: 8 }, OPEN: {} } };

ruleTable(stepLimit, {
  valid: [
    { title: 'a limit within its item\'s', drawn: start + user('a', 'gov:item="FOOD" gov:limitAmount="8"'), facts },
    { title: 'an item registered without a limit', drawn: start + user('a', 'gov:item="OPEN" gov:limitAmount="80"'), facts },
    { title: 'nothing registered to look at', drawn: start + user('a', 'gov:item="FOOD" gov:limitAmount="9"') },
    { title: 'ten years', drawn: start + user('a', 'gov:limitAmount="3660"') },
  ],
  invalid: [
    { title: 'a limit changed to nine where its item has eight', drawn: start + user('a', 'gov:item="FOOD" gov:limitAmount="9"'), facts, says: ['a STEP_LIMIT_OVER_ITEM'] },
    { title: 'a limit in civil days that is longer', drawn: start + user('a', 'gov:item="FOOD" gov:limitAmount="14" gov:limitUnit="calendarDay"'), facts, says: ['a STEP_LIMIT_OVER_ITEM'] },
    { title: 'a limit too long to count', drawn: start + user('a', 'gov:limitAmount="3661"'), profile: 'bpmn', says: ['a LIMIT_TOO_LONG'] },
    { title: 'a promise too long to count', drawn: start, attributes: 'gov:limitAmount="9999999" gov:limitUnit="minute"', says: ['p LIMIT_TOO_LONG'] },
    { title: 'cards for an applicant who is waited for', drawn: start + user('a', 'gov:role="applicant" gov:clock="stop" gov:limitAmount="5"'), says: ['a CARDS_FOR_APPLICANT?'] },
  ],
});
