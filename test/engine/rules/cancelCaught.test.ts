import { cancelCaught } from '../../../engine/rules/cancelCaught.ts';
import { boundary, end, path, start, sub, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const cancel = '<endEvent id="no"><cancelEventDefinition/></endEvent>';
const transaction = (inner: string) => `<transaction id="t"><startEvent id="t1"/>${inner}</transaction>`;
const edge = boundary('edge', 't', '<cancelEventDefinition/>') + path('edge', 'a') + user('a');

ruleTable(cancelCaught, {
  valid: [
    { title: 'a transaction that is called off, with its edge', drawn: start + transaction(cancel + path('t1', 'no')) + edge + end },
    { title: 'a transaction that nothing calls off', drawn: start + transaction(user('x') + path('t1', 'x')) },
  ],
  invalid: [
    { title: 'one that is called off without an edge', drawn: start + transaction(cancel + path('t1', 'no')), says: ['t CANCEL_UNCAUGHT'] },
    { title: 'one that is called off from a sub-process inside', drawn: start + transaction(sub('s', '<startEvent id="s1"/>' + cancel + path('s1', 'no')) + path('t1', 's')), says: ['t CANCEL_UNCAUGHT'] },
    { title: 'the same, where the standard lets the path end', drawn: start + transaction(cancel + path('t1', 'no')), profile: 'bpmn', says: ['t CANCEL_UNCAUGHT?'] },
  ],
});
