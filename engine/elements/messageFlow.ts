import { child, children, type Drawn, expressionText } from '../drawn.ts';
import { correlationOf } from './correlation.ts';
import type { MessageTrigger } from './trigger.ts';

/**
 * The message that an event or a task sends or waits for. Where the element itself names none, the message flow drawn to
 * or from it does: by its own message, by the message at its other end, by its name, or by its id (BPMN 2.0, 9.4).
 */
export function messageOf(element: Drawn, drawn: Drawn | undefined): MessageTrigger {
  if (drawn) return readMessage(element, drawn);
  const flow = messageFlows(element).find((each) => child(each, 'sourceRef') === element || child(each, 'targetRef') === element);
  if (!flow) return readMessage(element, undefined);
  const carried = child(flow, 'messageRef') ?? messageAt(child(flow, 'sourceRef')) ?? messageAt(child(flow, 'targetRef'));
  return carried?.name ? readMessage(element, carried) : { kind: 'message', name: flow.name ?? flow.id };
}

/** A message's name and what it is told by: a correlation key of its own (zeebe:subscription), else the correlation that is drawn for it. */
function readMessage(element: Drawn, message: Drawn | undefined): MessageTrigger {
  const subscription = message?.extensionElements?.values?.find((value) => value.$type === 'zeebe:Subscription');
  const key = expressionText(subscription?.get('correlationKey'));
  return { kind: 'message', name: message?.name ?? '', ...(key ? { key } : message && correlationOf(element, message)) };
}

/** The message that an event's definition or a task names. */
function messageAt(element: Drawn | undefined): Drawn | undefined {
  if (!element) return undefined;
  const definitions = [...(element.get('eventDefinitions') as Drawn[] | undefined ?? []), ...(element.get('eventDefinitionRef') as Drawn[] | undefined ?? [])];
  return child(element, 'messageRef') ?? definitions.map((each) => child(each, 'messageRef')).find((each) => each !== undefined);
}

function messageFlows(element: Drawn): Drawn[] {
  let root: Drawn = element;
  while (root.$parent) root = root.$parent;
  return root.$type === 'bpmn:Definitions' ? children(root, 'rootElements').filter(({ $type }) => $type === 'bpmn:Collaboration').flatMap((each) => children(each, 'messageFlows')) : [];
}
