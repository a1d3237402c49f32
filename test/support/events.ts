import { duration, message, signal } from './drawing.ts';
import type { RunningCase } from './runningCase.ts';

/** A kind of event that comes from outside its scope: how it is drawn, and how it is made to happen. */
export interface CaughtEvent {
  readonly what: string;
  readonly definition: string;
  happen(c: RunningCase): void;
  /** What happens first and is not enough, where the event needs more than one thing. */
  half?(c: RunningCase): void;
  /** Lets it happen a second time, where it can. */
  again?(c: RunningCase): void;
}

/** Variables written from outside, as an administrator or another system does. */
export const write = (c: RunningCase, variables: Readonly<Record<string, number | boolean | string>>): void => void c.send({ type: 'variables', variables });

export const conditional = (text: string): string => `<conditionalEventDefinition><condition xsi:type="tFormalExpression">=${text}</condition></conditionalEventDefinition>`;
export const escalation = (id?: string): string => (id ? `<escalationEventDefinition escalationRef="escalation_${id}"/>` : '<escalationEventDefinition/>');
export const link = (name: string): string => `<linkEventDefinition name="${name}"/>`;
/** Root elements beside `names`: escalations x (code "X") and y (code "Y"), one without a code, a signal "t". */
export const escalations = '<escalation id="escalation_x" escalationCode="X"/><escalation id="escalation_y" escalationCode="Y"/><escalation id="escalation_none"/><signal id="signal_t" name="t"/>';

export const thrown = (id: string, definition: string): string => `<intermediateThrowEvent id="${id}">${definition}</intermediateThrowEvent>`;
export const caught = (id: string, definition: string, attributes = ''): string => `<intermediateCatchEvent id="${id}" ${attributes}>${definition}</intermediateCatchEvent>`;
export const ended = (id: string, definition: string): string => `<endEvent id="${id}">${definition}</endEvent>`;
export const otherSignal = '<signalEventDefinition signalRef="signal_t"/>';

/** Every kind that comes from outside, for tables over positions. Times are counted from Monday morning. */
export const caughtEvents: readonly CaughtEvent[] = [
  { what: 'a message', definition: message(), happen: (c) => void c.message('m'), again: (c) => void c.message('m') },
  { what: 'a signal', definition: signal, happen: (c) => void c.signal(), again: (c) => void c.signal() },
  { what: 'a time', definition: duration('P1D'), happen: (c) => c.until('2026-03-03T01:00:00.000Z') },
  {
    what: 'a condition', definition: conditional('x > 1'), half: (c) => write(c, { x: 1 }), happen: (c) => write(c, { x: 2 }),
    again(c) {
      write(c, { x: 0 });
      write(c, { x: 3 });
    },
  },
  { what: 'any of several', definition: message() + signal + duration('P1D'), happen: (c) => void c.signal(), again: (c) => void c.message('m') },
];

/** All of several, in whatever order; `attributes` go to the event. */
export const parallelMultiple = {
  attributes: 'parallelMultiple="true"', definition: message() + signal,
  half: (c: RunningCase) => void c.signal(), happen: (c: RunningCase) => void c.message('m'),
} as const;
