import { leadDepartment } from '../../../engine/rules/leadDepartment.ts';
import { registered } from '../../../engine/rules/registered.ts';
import { service, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const facts = { departments: ['housing', 'power'], items: { I: {} }, forms: ['f'], ladders: ['default', 'none'] };

ruleTable(registered, {
  valid: [
    { title: 'names that are registered', drawn: start + user('a', 'gov:department="power" gov:item="I" gov:form="f" gov:ladder="none"'), attributes: 'gov:items="I"', facts },
    { title: 'a department given when the case runs', drawn: start + user('a', 'gov:department="=service"'), facts },
    { title: 'no register to look at', drawn: start + user('a', 'gov:department="nobody" gov:item="X" gov:form="y" gov:ladder="z"') },
  ],
  invalid: [
    { title: 'names that nobody registered (SC-21)', drawn: start + user('a', 'gov:department="nobody" gov:item="X" gov:form="y" gov:ladder="z"'), facts, says: ['a DEPARTMENT_UNREGISTERED', 'a ITEM_UNREGISTERED', 'a FORM_UNREGISTERED', 'a LADDER_UNREGISTERED'] },
    { title: 'at a system\'s step', drawn: start + service('a', 'gov:item="X"'), facts, says: ['a ITEM_UNREGISTERED'] },
    { title: 'an item of the matter', drawn: start, attributes: 'gov:items="I, X"', facts, says: ['p ITEM_UNREGISTERED'] },
    { title: 'an item that the matter does not list', drawn: start + user('a', 'gov:item="I"'), attributes: 'gov:items="J"', facts: {}, says: ['a ITEM_OUTSIDE_MATTER?'] },
  ],
});

ruleTable(leadDepartment, {
  valid: [
    { title: 'a registered one', drawn: start, attributes: 'gov:leadDepartment="housing"', facts },
    { title: 'no register to look at', drawn: start, attributes: 'gov:leadDepartment="x"' },
  ],
  invalid: [
    { title: 'none', drawn: start, facts, says: ['p LEAD_DEPARTMENT_MISSING'] },
    { title: 'one that nobody registered', drawn: start, attributes: 'gov:leadDepartment="x"', facts, says: ['p DEPARTMENT_UNREGISTERED'] },
  ],
});
