import { mappings } from '../../../engine/rules/mappings.ts';
import { loop, mapping, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

ruleTable(mappings, {
  valid: [{ title: 'plain names', drawn: start + user('a', '', mapping('x=1', '<y=2')) }],
  invalid: [
    { title: 'no name', drawn: start + user('a', '', '<extensionElements><zeebe:ioMapping><zeebe:input source="=1"/></zeebe:ioMapping></extensionElements>'), says: ['a MAPPING_WITHOUT_TARGET'] },
    { title: 'a path', drawn: start + user('a', '', '<extensionElements><zeebe:ioMapping><zeebe:input source="=1" target="a.b"/></zeebe:ioMapping></extensionElements>'), says: ['a MAPPING_TARGET_PATH'] },
    { title: 'a name of every object (B-13)', drawn: start + user('a', '', mapping('__proto__=1')), says: ['a NAME_RESERVED'] },
    { title: 'such a name for a list\'s entry (B-13)', drawn: start + user('a', '', loop('inputCollection="=x" inputElement="constructor"')), says: ['a NAME_RESERVED'] },
  ],
});
