import { eventData } from '../../../../engine/rules/standard/eventData.ts';
import { standardTable } from '../../../support/standardTable.ts';

const more = '<itemDefinition id="text" structureRef="string"/><itemDefinition id="number" structureRef="int"/><signal id="si" name="si" structureRef="number"/><message id="me" name="me" itemRef="text"/><error id="er" errorCode="E" structureRef="text"/><escalation id="es" escalationCode="E" structureRef="text"/>';
const end = (data: readonly string[], ...definitions: string[]) => ({ drawn: `<endEvent id="e">${data.map((item, n) => `<dataInput id="d${n}" itemSubjectRef="${item}"/>`).join('')}${definitions.join('')}</endEvent>`, more });
const [message, signal, error, escalation] = ['<messageEventDefinition messageRef="me"/>', '<signalEventDefinition signalRef="si"/>', '<errorEventDefinition errorRef="er"/>', '<escalationEventDefinition escalationRef="es"/>'];

standardTable(eventData, {
  valid: [
    ['one for each definition, in their order', end(['text', 'number'], message, signal)],
    ['no data at all', end([], message)],
    ['a start\'s data is an output', { drawn: `<startEvent id="s"><dataOutput id="d" itemSubjectRef="text"/>${message}</startEvent>`, more }],
  ],
  invalid: [
    ['one for two', end(['text'], message, signal), ['e EVENT_DATA_COUNT']],
    ['of another kind than the message, the signal, the error, the escalation', end(['number', 'text', 'number', 'number'], message, signal, error, escalation), ['e EVENT_DATA_ITEM', 'e EVENT_DATA_ITEM', 'e EVENT_DATA_ITEM', 'e EVENT_DATA_ITEM']],
    ['a start\'s data of another kind', { drawn: `<startEvent id="s"><dataOutput id="d" itemSubjectRef="number"/>${message}</startEvent>`, more }, ['s EVENT_DATA_ITEM']],
  ],
});
