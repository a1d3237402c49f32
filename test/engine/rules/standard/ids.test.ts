import { ids } from '../../../../engine/rules/standard/ids.ts';
import { end, path, start, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

standardTable(ids, {
  valid: [
    ['everything with an id of its own', start + user('a') + end + path('start', 'a', 'end')],
    ['flows and associations without ids', start + user('a') + '<sequenceFlow sourceRef="start" targetRef="a"/><association sourceRef="a" targetRef="start"/>'],
    ['ids up to 255 signs', user('a_1.b-c') + user('a'.repeat(255))],
    ['ids of extensions, which are their own affair', user('a', '', '<extensionElements><x:y xmlns:x="urn:x" id="a"/></extensionElements>')],
  ],
  invalid: [
    ['an event without an id', '<startEvent name="x"/>', ['p ID_MISSING']],
    ['a signal, an escalation and a message without ids', { more: '<signal name="x"/><escalation name="x"/><message name="x"/>' }, [' ID_MISSING', ' ID_MISSING', ' ID_MISSING']],
    ['a data object, an annotation and a group without ids', '<dataObject/><textAnnotation/><group/>', ['p ID_MISSING', 'p ID_MISSING', 'p ID_MISSING']],
    ['two elements with one id (B-07)', user('a') + '<task id="a"/>', ['a ID_TWICE']],
    ['an element with the id of the process', '<task id="p"/>', ['p ID_TWICE']],
    ['an id in another script, which the reader would drop with all that leads to it', user('环节_1'), ['环节_1 ID_INVALID']],
    ['an id with a space, a colon, a digit first, or too long', user('a b') + user('a:b') + user('1a') + user('a'.repeat(256)), ['a b ID_INVALID', 'a:b ID_INVALID', '1a ID_INVALID', `${'a'.repeat(256)} ID_INVALID`]],
  ],
});
