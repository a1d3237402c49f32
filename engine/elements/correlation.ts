import { child, children, type Drawn, expressionText, processOf } from '../drawn.ts';

/** How the message of a conversation is told from others of its name: by what it contains (BPMN 2.0, 8.4.2). */
export interface Correlation {
  /** FEEL over the message's content that gives its key: one value, or the list of them. */
  readonly content: string;
  /** FEEL over the case that gives the key it waits for; read when the wait begins (context-based correlation). */
  readonly key?: string;
  /** Without such an expression, the drawn key whose value the conversation's first message gives (key-based correlation). */
  readonly conversation?: string;
}

/** The correlation that a process draws for a message, by its subscriptions first, by the keys of its collaborations else; none where no key covers the message. */
export function correlationOf(element: Drawn, message: Drawn): Correlation | undefined {
  const process = processOf(element);
  const definitions = process?.$parent;
  if (!process || !definitions) return undefined;
  const subscriptions = children(process, 'correlationSubscriptions');
  for (const subscription of subscriptions) {
    const key = child(subscription, 'correlationKeyRef');
    const content = key && textOf(propertiesOf(key), (property) => messagePath(property, message));
    if (content === undefined) continue;
    const expected = textOf(propertiesOf(key!), (property) => dataPath(subscription, property));
    return { content, ...(expected === undefined ? {} : { key: expected }) };
  }
  const own = new Set(subscriptions.map((each) => child(each, 'correlationKeyRef')));
  for (const key of keysOf(definitions, process)) {
    const content = own.has(key) ? undefined : textOf(propertiesOf(key), (property) => messagePath(property, message));
    if (content !== undefined) return { content, conversation: key.id };
  }
  return undefined;
}

/** The keys of the collaborations that the process takes part in, and of the conversations in them. */
function keysOf(definitions: Drawn, process: Drawn): Drawn[] {
  const collaborations = children(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Collaboration');
  return collaborations.filter((each) => children(each, 'participants').some((participant) => child(participant, 'processRef') === process)).flatMap((each) => [each, ...children(each, 'conversations')].flatMap((part) => children(part, 'correlationKeys')));
}

export const propertiesOf = (key: Drawn): Drawn[] => children(key, 'correlationPropertyRef');

/** Where a property stands in a message's content. */
const messagePath = (property: Drawn, message: Drawn): string | undefined =>
  expressionText(children(property, 'correlationPropertyRetrievalExpression').find((each) => child(each, 'messageRef') === message)?.get('messagePath'));

/** Where the value that a property must have stands in the case. */
export const dataPath = (subscription: Drawn, property: Drawn): string | undefined =>
  expressionText(children(subscription, 'correlationPropertyBinding').find((each) => child(each, 'correlationPropertyRef') === property)?.get('dataPath'));

/** One FEEL text for all properties; undefined where one has no path, or there are none. */
function textOf(properties: readonly Drawn[], pathOf: (property: Drawn) => string | undefined): string | undefined {
  const paths = properties.map(pathOf);
  if (paths.length === 0 || paths.includes(undefined)) return undefined;
  return paths.length === 1 ? paths[0] : `[${paths.map((path) => `(${path})`).join(', ')}]`;
}
