import { attribute, child, children, type Drawn, expressionText } from '../drawn.ts';
import type { Correlation } from './correlation.ts';
import { messageOf } from './messageFlow.ts';

/** What starts, interrupts or is thrown, read from drawn event definitions (BPMN 2.0, 10.5.5). FEEL texts stand without the leading `=`. */
export type Trigger =
  | { readonly kind: 'none' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'cancel' }
  | MessageTrigger
  | { readonly kind: 'signal'; readonly name: string }
  /** Without a code every error is meant. */
  | { readonly kind: 'error'; readonly code?: string }
  /** Without a code every escalation is meant. */
  | { readonly kind: 'escalation'; readonly code?: string }
  /** `activity`: the one to compensate; without it everything done in the scope. */
  | { readonly kind: 'compensation'; readonly activity?: string; readonly waitForCompletion: boolean }
  | { readonly kind: 'conditional'; readonly condition: string }
  /** The way between a throwing and a catching link of the same name in one scope. */
  | { readonly kind: 'link'; readonly name: string }
  | {
      readonly kind: 'timer';
      readonly form: 'date' | 'duration' | 'cycle' | 'workingDays';
      readonly text: string;
      /** The text is FEEL, not a literal. */
      readonly feel: boolean;
    }
  /** Any of them when something is caught, all of them with `parallel`; every one when it is thrown. */
  | { readonly kind: 'multiple'; readonly triggers: readonly Trigger[]; readonly parallel: boolean }
  /** Drawn, but no definition of the standard: publish refuses it by name. */
  | { readonly kind: 'unsupported'; readonly definition: string };

/** A message by name; `key` is FEEL that gives its correlation key. With `content` a message without one is told by what it contains. */
export interface MessageTrigger extends Partial<Correlation> {
  readonly kind: 'message';
  readonly name: string;
}

/** Reads the event's definitions, drawn inside it or referred to; several at once are a multiple event. */
export function readTrigger(event: Drawn): Trigger {
  const definitions = [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')];
  if (definitions.length === 0) return { kind: 'none' };
  if (definitions.length === 1) return readTriggerOf(event, definitions[0]!);
  return { kind: 'multiple', triggers: definitions.map((each) => readTriggerOf(event, each)), parallel: attribute(event, 'parallelMultiple') === 'true' };
}

/** The trigger itself, or each one of a multiple event. */
export const triggersIn = (trigger: Trigger): readonly Trigger[] => (trigger.kind === 'multiple' ? trigger.triggers : [trigger]);

/** Reads one definition; `event` is the element it is drawn in, or that refers to it. */
export function readTriggerOf(event: Drawn, definition: Drawn): Trigger {
  switch (definition.$type) {
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' };
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' };
    case 'bpmn:MessageEventDefinition':
      return messageOf(event, child(definition, 'messageRef'));
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: child(definition, 'signalRef')?.name ?? '' };
    case 'bpmn:ErrorEventDefinition':
      return { kind: 'error', ...codeOf(event, child(definition, 'errorRef'), 'errorCode') };
    case 'bpmn:EscalationEventDefinition':
      return { kind: 'escalation', ...codeOf(event, child(definition, 'escalationRef'), 'escalationCode') };
    case 'bpmn:CompensateEventDefinition': {
      const activity = child(definition, 'activityRef')?.id;
      return { kind: 'compensation', ...(activity ? { activity } : {}), waitForCompletion: attribute(definition, 'waitForCompletion') !== 'false' };
    }
    case 'bpmn:ConditionalEventDefinition':
      return { kind: 'conditional', condition: expressionText(child(definition, 'condition')?.get('body')) ?? '' };
    case 'bpmn:LinkEventDefinition':
      // A pair is known by the name of its catch, where the throw names that.
      return { kind: 'link', name: attribute(child(definition, 'target') ?? definition, 'name') ?? '' };
    case 'bpmn:TimerEventDefinition':
      return readTimer(definition);
    default:
      return { kind: 'unsupported', definition: definition.$type.replace(/^bpmn:(.*)EventDefinition$/, '$1').toLowerCase() };
  }
}

/** The code that an error or escalation is told by. Where one is thrown that has none, its id; where one is caught, any is meant. */
function codeOf(event: Drawn, named: Drawn | undefined, name: string): { readonly code?: string } {
  const code = named && (attribute(named, name) ?? (THROWING.has(event.$type) ? named.id : undefined));
  return code ? { code } : {};
}

const THROWING: ReadonlySet<string> = new Set(['bpmn:EndEvent', 'bpmn:IntermediateThrowEvent']);

function readTimer(definition: Drawn): Trigger {
  const workingDays = attribute(definition, 'gov:workingDays');
  if (workingDays) return timer('workingDays', workingDays);
  for (const [form, property] of [['date', 'timeDate'], ['duration', 'timeDuration'], ['cycle', 'timeCycle']] as const) {
    const text = (definition.get(property) as { body?: string } | undefined)?.body?.trim();
    if (text) return timer(form, text);
  }
  return timer('duration', '');
}

const timer = (form: Extract<Trigger, { kind: 'timer' }>['form'], text: string): Trigger => ({
  kind: 'timer',
  form,
  text: text.replace(/^=/, '').trim(),
  feel: text.startsWith('='),
});
