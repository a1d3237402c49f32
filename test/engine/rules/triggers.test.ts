import { triggers } from '../../../engine/rules/triggers.ts';
import { boundary, duration, error, message, signal, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const catching = (inner: string) => `${start}<intermediateCatchEvent id="c">${inner}</intermediateCatchEvent>`;
const ending = (inner: string) => `${start}<endEvent id="e">${inner}</endEvent>`;
const handler = (inner: string, attributes = '') => `${start}<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" ${attributes}>${inner}</startEvent></subProcess>`;
const more = '<message id="message_x"/><signal id="signal_x"/><escalation id="esc" escalationCode="1"/>';
const refused = (definition: string, at: string, drawn: string) => ({ title: `${definition} at ${at}`, drawn, more, profile: 'bpmn' as const, says: [`${at} EVENT_UNSUPPORTED`] });

ruleTable(triggers, {
  valid: [
    ...[message(), signal, duration('P1D')].flatMap((inner, i) => [
      { title: `catch ${i}`, drawn: catching(inner) }, { title: `boundary ${i}`, drawn: start + user('a') + boundary('b', 'a', inner) }, { title: `event sub-process ${i}`, drawn: handler(inner) },
      { title: `start ${i}`, drawn: `<startEvent id="s">${inner}</startEvent>` },
    ]),
    { title: 'errors at the edge, at the end and in an event sub-process', drawn: start + user('a') + boundary('b', 'a', error()) + `<endEvent id="e">${error('e')}</endEvent>` + handler(error('e')).slice(start.length) },
    { title: 'a terminate end', drawn: ending('<terminateEventDefinition/>') },
  ],
  invalid: [
    refused('an error', 's', `<startEvent id="s">${error('e')}</startEvent>`),
    refused('an error', 'c', catching(error('e'))),
    refused('a terminate', 'c', catching('<terminateEventDefinition/>')),
    refused('a message', 'e', ending(message())),
    refused('a signal', 'e', ending(signal)),
    refused('a timer', 'e', ending(duration('P1D'))),
    refused('an escalation', 'e', ending('<escalationEventDefinition escalationRef="esc"/>')),
    refused('a compensation', 'e', ending('<compensateEventDefinition/>')),
    refused('a cancel', 'b', start + user('a') + boundary('b', 'a', '<cancelEventDefinition/>')),
    refused('a condition', 'c', catching('<conditionalEventDefinition><condition xsi:type="tFormalExpression">=x</condition></conditionalEventDefinition>')),
    refused('a link', 'c', catching('<linkEventDefinition name="l"/>')),
    refused('several definitions', 'c', catching(message() + signal)),
    { title: 'a message without a name', drawn: catching(message('x')), more, says: ['c MESSAGE_MISSING'] },
    { title: 'a message event that names no message', drawn: catching('<messageEventDefinition/>'), says: ['c MESSAGE_MISSING'] },
    { title: 'a signal without a name', drawn: catching('<signalEventDefinition signalRef="signal_x"/>'), more, says: ['c SIGNAL_MISSING'] },
    { title: 'an error end without a code', drawn: ending(error()), says: ['e ERROR_CODE_MISSING'] },
    { title: 'an error that does not interrupt', drawn: handler(error('e'), 'isInterrupting="false"'), says: ['hs ERROR_NOT_INTERRUPTING'] },
  ],
});
