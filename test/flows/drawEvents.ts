import type { Block } from './block.ts';
import { flagOf, minutesOf, partOf } from './names.ts';

/** One event definition of an element, named after it. */
export function eventDefinition(trigger: string, id: string): string {
  switch (trigger) {
    case 'message':
      return `<messageEventDefinition messageRef="m_${id}"/>`;
    case 'signal':
      return `<signalEventDefinition signalRef="s_${id}"/>`;
    case 'timer':
      return `<timerEventDefinition><timeDuration>PT${minutesOf(id)}M</timeDuration></timerEventDefinition>`;
    case 'conditional':
      return `<conditionalEventDefinition><condition xsi:type="tFormalExpression">=${flagOf(id)}</condition></conditionalEventDefinition>`;
    case 'error':
      return `<errorEventDefinition errorRef="e_${id}"/>`;
    case 'escalation':
      return `<escalationEventDefinition escalationRef="x_${id}"/>`;
    default:
      throw new Error(`Expected a known trigger, but got "${trigger}"`);
  }
}

/** What events refer to: a message, a signal, an error and an escalation for every id of the flow. */
export function roots(block: Block): string {
  const ids = [...JSON.stringify(block).matchAll(/"id":"(b\d+)"/g)].map(([, id]) => id!);
  return ids.map((id) => `<message id="m_${id}" name="m_${id}"/><signal id="s_${id}" name="s_${id}"/><error id="e_${id}" errorCode="e_${id}"/><escalation id="x_${id}" escalationCode="x_${id}"/>`).join('');
}

/** A compensation boundary event with its handler, a person's step. */
export const association = (on: string): string =>
  `<boundaryEvent id="${partOf(on, 'undo')}" attachedToRef="${on}"><compensateEventDefinition/></boundaryEvent><userTask id="${partOf(on, 'undone')}" isForCompensation="true"/>` +
  `<association id="${partOf(on, 'tie')}" associationDirection="One" sourceRef="${partOf(on, 'undo')}" targetRef="${partOf(on, 'undone')}"/>`;
