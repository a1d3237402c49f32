import { isActivity } from '../elements/index.ts';
import type { MessageTrigger } from '../elements/trigger.ts';
import type { Instance } from '../state.ts';
import type { Variables } from '../value.ts';
import { evaluate } from '../expressions/feel.ts';
import { converse, deliverMessage, deliverSignal } from './deliver.ts';
import { IncidentRaised } from './incident.ts';
import { index, isLive, type Machine, nodeOf, parentOf, visibleVariables } from './machine.ts';
import { guarded, leave, start } from './tokens.ts';

/** Sends a message: to one who waits for it inside the case, else by command to the world outside. Its key is what the thrower sees. */
export function throwMessage(m: Machine, token: Instance, message: MessageTrigger): void {
  const { name, key: text, content } = message;
  const variables = payloadOf(m, token);
  // What is told by its content needs no key of its sender's: that one is about what the sender itself waits for.
  const key = text === undefined || content !== undefined ? {} : { key: evaluate(text, visibleVariables(m, token), m.now) };
  const letter = { name, ...key, variables };
  converse(m, token, message, letter);
  if (deliverMessage(m, letter) === 0) m.commands.push({ type: 'throwMessage', id: idOf(m, token), instance: token.id, element: token.node!, ...letter });
}

/** Lets everyone hear a signal: those inside at once, those outside by command. */
export function throwSignal(m: Machine, token: Instance, name: string): void {
  const variables = payloadOf(m, token);
  deliverSignal(m, name, variables);
  m.commands.push({ type: 'throwSignal', id: idOf(m, token), instance: token.id, element: token.node!, name, variables });
}

/** The token ends at a throwing link and a new one begins at the catching link of that name in its scope. */
export function follow(m: Machine, token: Instance, name: string): void {
  const scope = parentOf(m, token);
  const target = (index(m, scope).contents.get(scope.node ?? scope.process) ?? []).find((node) => node.kind === 'intermediateCatchEvent' && node.trigger.kind === 'link' && node.trigger.name === name);
  if (!target) throw new IncidentRaised('LINK_UNKNOWN', `Expected a catching link "${name}" in the scope of "${token.node}", but there is none`);
  leave(m, token);
  start(m, target.id, scope);
}

/** Runs what a token does when nobody else in the case can move: whoever is on the way to a catching event has come to it by then. */
export function whenQuiet(m: Machine, token: Instance, work: () => void): void {
  m.later.push({
    token,
    run: () => {
      if (isLive(m, token)) guarded(m, token, 'enter', work);
    },
  });
}

/** What goes with a message or signal: what was mapped into its sender, or flows into it; the case's variables stay its own. */
function payloadOf(m: Machine, token: Instance): Variables {
  const node = nodeOf(m, token);
  const mapped = isActivity(node) ? (node.inputs ?? []) : [];
  const targets = [...(node.data?.inputs ?? []), ...mapped].map(({ target }) => target);
  return Object.fromEntries(targets.map((name) => [name, token.variables?.[name] ?? null]));
}

/** One id for each thing thrown, over every case: the same when the step is replayed. */
const idOf = (m: Machine, token: Instance): string => `${m.state.caseNumber}~${token.node}~${token.id}~${m.commands.length}`;
