import { twins } from '../../../../engine/rules/standard/twins.ts';
import { boundary, error, message, signal, sub, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const begins = (id: string, definition: string, attributes = '') => `<startEvent id="${id}" ${attributes}>${definition}</startEvent>`;
const opens = (id: string, definition: string, attributes = '') => sub(id, begins(`${id}_start`, definition, attributes), 'triggeredByEvent="true"');
const escalation = (ref = '') => `<escalationEventDefinition ${ref ? `escalationRef="${ref}"` : ''}/>`;
const more = '<escalation id="one" escalationCode="1"/><escalation id="two" escalationCode="2"/><escalation id="again" escalationCode="1"/><escalation id="any"/><signal id="s2" name="other"/><message id="same" name="m"/>';
const at = (drawn: string) => ({ drawn, more });

standardTable(twins, {
  valid: [
    ['starts by different messages and signals', at(begins('a', message()) + begins('b', message('n')) + begins('c', signal) + begins('d', '<signalEventDefinition signalRef="s2"/>') + begins('e', ''))],
    ['escalations of different codes at one step', at(sub('s', '') + boundary('a', 's', escalation('one')) + boundary('b', 's', escalation('two')))],
    ['the same escalation at two steps', at(sub('s', '') + sub('t', '') + boundary('a', 's', escalation('one')) + boundary('b', 't', escalation('one')))],
    ['different messages at one step, and one signal at two edges that all hear it', user('u') + boundary('a', 'u', message()) + boundary('b', 'u', message('n')) + boundary('c', 'u', signal) + boundary('d', 'u', signal, 'cancelActivity="false"')],
    ['two errors at one step, one of them any', user('u') + boundary('a', 'u', error('e')) + boundary('b', 'u', error())],
    ['event sub-processes for different things', at(opens('x', signal) + opens('y', '<signalEventDefinition signalRef="s2"/>') + opens('z', message()))],
  ],
  invalid: [
    ['two signals of one name', { more: '<signal id="s2" name="s"/>' }, ['s2 SIGNAL_TWICE']],
    ['two starts by one signal', begins('a', signal) + begins('b', signal), ['b START_TWICE']],
    ['two starts by messages of one name', at(begins('a', message()) + begins('b', '<messageEventDefinition messageRef="same"/>')), ['b START_TWICE']],
    ['two event sub-processes for one signal', opens('x', signal) + opens('y', signal), ['y_start EVENT_SUB_PROCESS_TWICE']],
    ['two event sub-processes for one escalation', at(opens('x', escalation('one'), 'isInterrupting="false"') + opens('y', escalation('again'), 'isInterrupting="false"')), ['y_start ESCALATION_CAUGHT_TWICE']],
    ['one for an escalation and one for any', at(opens('x', escalation('one')) + opens('y', escalation())), ['y_start ESCALATION_CAUGHT_TWICE']],
    ['two edges of one step for one escalation', at(sub('s', '') + boundary('a', 's', escalation('one')) + boundary('b', 's', escalation('again'))), ['b ESCALATION_CAUGHT_TWICE']],
    ['two edges for any, and one without a code', at(sub('s', '') + boundary('a', 's', escalation()) + boundary('b', 's', escalation('any')) + boundary('c', 's', escalation('two'))), ['b ESCALATION_CAUGHT_TWICE', 'c ESCALATION_CAUGHT_TWICE']],
    ['two edges of one step for messages of one name', at(user('u') + boundary('a', 'u', message()) + boundary('b', 'u', '<messageEventDefinition messageRef="same"/>')), ['b BOUNDARY_TWICE']],
    ['two edges of one step for one error', user('u') + boundary('a', 'u', error('e')) + boundary('b', 'u', error('e')), ['b BOUNDARY_TWICE']],
  ],
});
