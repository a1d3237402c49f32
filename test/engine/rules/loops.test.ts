import { loops } from '../../../engine/rules/loops.ts';
import { loop, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const counted = (text: string): string => `<multiInstanceLoopCharacteristics><loopCardinality>=${text}</loopCardinality></multiInstanceLoopCharacteristics>`;

ruleTable(loops, {
  valid: [
    { title: 'a list', drawn: start + user('a', '', loop('inputCollection="=x"')) },
    { title: 'a number, also one that the case has', drawn: start + user('a', '', counted('3')) + user('b', '', counted('people')) },
    { title: 'a list with collected output', drawn: start + user('a', '', loop('inputCollection="=x" outputCollection="y" outputElement="=z"')) },
  ],
  invalid: [
    { title: 'an output without a name', drawn: start + user('a', '', loop('inputCollection="=x" outputElement="=z"')), says: ['a LOOP_OUTPUT_INCOMPLETE'] },
    { title: 'the same where any BPMN is taken: nothing is collected', drawn: start + user('a', '', loop('inputCollection="=x" outputCollection="y"')), profile: 'bpmn', says: ['a LOOP_OUTPUT_INCOMPLETE?'] },
    { title: 'a name without an output', drawn: start + user('a', '', loop('inputCollection="=x" outputCollection="y"')), says: ['a LOOP_OUTPUT_INCOMPLETE'] },
    { title: 'both a list and a number', drawn: start + user('a', '', loop('inputCollection="=x"').replace('</multi', '<loopCardinality>3</loopCardinality></multi')), says: ['a LOOP_COUNTED_TWICE'] },
    { title: 'a number below zero', drawn: start + user('a', '', counted('-1')), says: ['a LOOP_CARDINALITY'] },
    { title: 'a number that is a text', drawn: start + user('a', '', counted('"three"')), says: ['a LOOP_CARDINALITY'] },
  ],
});
