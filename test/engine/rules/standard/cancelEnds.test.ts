import { cancelEnds } from '../../../../engine/rules/standard/cancelEnds.ts';
import { boundary, sub } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const cancel = '<endEvent id="e"><cancelEventDefinition/></endEvent>';
const caught = (id: string) => boundary(id, 't', '<cancelEventDefinition/>');

standardTable(cancelEnds, {
  valid: [['a cancel end in a transaction, caught once', `<transaction id="t">${cancel}</transaction>${caught('b')}`], ['one in a sub-process of a transaction', `<transaction id="t">${sub('s', cancel)}</transaction>`]],
  invalid: [
    ['a cancel end in a process and in a sub-process', cancel + sub('s', cancel.replace('"e"', '"f"')), ['e CANCEL_OUTSIDE_TRANSACTION', 'f CANCEL_OUTSIDE_TRANSACTION']],
    ['two cancels at one transaction', `<transaction id="t"/>${caught('b')}${caught('c')}`, ['c CANCEL_CAUGHT_TWICE']],
  ],
});
