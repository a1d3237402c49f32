import { triggers } from '../../../engine/rules/triggers.ts';
import { boundary, duration, error, message, signal, start, sub, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const definitions = {
  message: message(),
  timer: duration('P1D'),
  signal,
  conditional: '<conditionalEventDefinition><condition xsi:type="tFormalExpression">=x</condition></conditionalEventDefinition>',
  error: error('e'),
  escalation: '<escalationEventDefinition escalationRef="esc"/>',
  compensation: '<compensateEventDefinition/>',
  cancel: '<cancelEventDefinition/>',
  link: '<linkEventDefinition name="l"/>',
  terminate: '<terminateEventDefinition/>',
} as const;
type Kind = keyof typeof definitions;

const positions: Record<string, { at: string; draw(inner: string, attributes?: string): string; allowed: readonly Kind[] }> = {
  'the start of a process': { at: 's', draw: (inner) => `<startEvent id="s">${inner}</startEvent>`, allowed: ['message', 'timer', 'signal', 'conditional'] },
  'the start of an event sub-process': {
    at: 's', draw: (inner, attributes = '') => `${start}<subProcess id="h" triggeredByEvent="true"><startEvent id="s" ${attributes}>${inner}</startEvent></subProcess>`,
    allowed: ['message', 'timer', 'signal', 'conditional', 'error', 'escalation', 'compensation'],
  },
  'the middle, catching': { at: 'c', draw: (inner) => `${start}<intermediateCatchEvent id="c">${inner}</intermediateCatchEvent>`, allowed: ['message', 'timer', 'signal', 'conditional', 'link'] },
  'the middle, throwing': { at: 't', draw: (inner) => `${start}<intermediateThrowEvent id="t">${inner}</intermediateThrowEvent>`, allowed: ['message', 'signal', 'escalation', 'compensation', 'link'] },
  'the edge of an activity': {
    at: 'b', draw: (inner, attributes = '') => start + user('a') + boundary('b', 'a', inner, attributes), allowed: ['message', 'timer', 'signal', 'conditional', 'error', 'escalation', 'compensation', 'cancel'],
  },
  'an end': { at: 'e', draw: (inner) => `${start}<endEvent id="e">${inner}</endEvent>`, allowed: ['message', 'signal', 'error', 'escalation', 'compensation', 'cancel', 'terminate'] },
};

const more = '<message id="message_x"/><signal id="signal_x"/><escalation id="esc" escalationCode="1"/>';
const each = (wanted: boolean) =>
  Object.entries(positions).flatMap(([position, { at, draw, allowed }]) =>
    (Object.keys(definitions) as Kind[]).filter((kind) => allowed.includes(kind) === wanted).map((kind) => ({
      title: `${kind} at ${position}`, drawn: draw(definitions[kind]), more, profile: 'bpmn' as const, ...(wanted ? {} : { says: [`${at} EVENT_NOT_ALLOWED`] }),
    })),
  );
const { at: c, draw: catching } = positions['the middle, catching']!;
const ending = positions['an end']!.draw;

ruleTable(triggers, {
  valid: [
    ...each(true),
    { title: 'several that may stand there', drawn: catching(definitions.message + definitions.timer), more },
    { title: 'an error end that names its error', drawn: ending(definitions.error), more },
  ],
  invalid: [
    ...each(false) as { title: string; drawn: string; says: string[] }[],
    { title: 'one of several that may not stand there', drawn: catching(definitions.message + definitions.error), more, says: [`${c} EVENT_NOT_ALLOWED`] },
    { title: 'a trigger of a sub-process that another rule names', drawn: start + sub('u', `<startEvent id="u1">${definitions.error}</startEvent>`), says: ['u1 EVENT_NOT_ALLOWED'] },
    { title: 'a message without a name', drawn: catching(message('x')), more, says: ['c MESSAGE_MISSING'] },
    { title: 'a message event that names no message', drawn: catching('<messageEventDefinition/>'), says: ['c MESSAGE_MISSING'] },
    { title: 'a signal without a name', drawn: catching('<signalEventDefinition signalRef="signal_x"/>'), more, says: ['c SIGNAL_MISSING'] },
    { title: 'a signal without a name among several', drawn: catching(`${message()}<signalEventDefinition signalRef="signal_x"/>`), more, says: ['c SIGNAL_MISSING'] },
    { title: 'a condition without a text', drawn: catching('<conditionalEventDefinition><condition xsi:type="tFormalExpression"/></conditionalEventDefinition>'), says: ['c CONDITION_MISSING'] },
    { title: 'a link without a name', drawn: catching('<linkEventDefinition/>'), says: ['c LINK_MISSING'] },
    { title: 'an error end without a code', drawn: ending(error()), says: ['e ERROR_CODE_MISSING'] },
    { title: 'an error that does not interrupt', drawn: positions['the start of an event sub-process']!.draw(error('e'), 'isInterrupting="false"'), says: ['s ERROR_NOT_INTERRUPTING'] },
    { title: 'an error at the edge that does not interrupt', drawn: positions['the edge of an activity']!.draw(error('e'), 'cancelActivity="false"'), says: ['b ERROR_NOT_INTERRUPTING'] },
  ],
});
