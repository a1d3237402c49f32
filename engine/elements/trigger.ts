import { attribute, child, children, type Drawn, expressionText } from '../drawn.ts';

/** What starts or interrupts, read from a drawn event definition. FEEL texts stand without the leading `=`. */
export type Trigger =
  | { readonly kind: 'none' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'message'; readonly name: string; readonly key?: string }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'error'; readonly code?: string }
  | {
      readonly kind: 'timer';
      readonly form: 'date' | 'duration' | 'cycle' | 'workingDays';
      readonly text: string;
      /** The text is FEEL, not a literal. */
      readonly feel: boolean;
    }
  /** Drawn, but not (yet) executed: publish refuses it by name. */
  | { readonly kind: 'unsupported'; readonly definition: string };

/** Reads the event's definition; several at once are a multiple event. */
export function readTrigger(event: Drawn): Trigger {
  const definitions = [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')];
  if (definitions.length === 0) return { kind: 'none' };
  if (definitions.length > 1) return { kind: 'unsupported', definition: 'multiple' };
  return readDefinition(definitions[0]!);
}

function readDefinition(definition: Drawn): Trigger {
  switch (definition.$type) {
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' };
    case 'bpmn:MessageEventDefinition':
      return readMessage(child(definition, 'messageRef'));
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: child(definition, 'signalRef')?.name ?? '' };
    case 'bpmn:ErrorEventDefinition': {
      const error = child(definition, 'errorRef');
      const code = error && (attribute(error, 'errorCode') ?? error.id);
      return { kind: 'error', ...(code ? { code } : {}) };
    }
    case 'bpmn:TimerEventDefinition':
      return readTimer(definition);
    default:
      return { kind: 'unsupported', definition: definition.$type.replace(/^bpmn:(.*)EventDefinition$/, '$1').toLowerCase() };
  }
}

/** A message's name and correlation key (zeebe:subscription). */
export function readMessage(message: Drawn | undefined): Extract<Trigger, { kind: 'message' }> {
  const subscription = message?.extensionElements?.values?.find((value) => value.$type === 'zeebe:Subscription');
  const key = expressionText(subscription?.get('correlationKey'));
  return { kind: 'message', name: message?.name ?? '', ...(key ? { key } : {}) };
}

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
