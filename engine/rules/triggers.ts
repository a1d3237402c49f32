import type { Node } from '../elements/index.ts';
import type { Trigger } from '../elements/trigger.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { type Problem, problem } from '../problem.ts';
import { BOTH, type Rule } from './rule.ts';

type Position = 'start' | 'eventSubProcessStart' | 'catch' | 'boundary' | 'end';

/** What each position of an event may wait for or throw, as far as it runs here. */
const SUPPORTED: Readonly<Record<Position, readonly Trigger['kind'][]>> = {
  start: ['none', 'message', 'timer', 'signal'],
  eventSubProcessStart: ['none', 'message', 'timer', 'signal', 'error'],
  catch: ['none', 'message', 'timer', 'signal'],
  boundary: ['none', 'message', 'timer', 'signal', 'error'],
  end: ['none', 'terminate', 'error'],
};

/** Every event's definition runs in its position, and says what it needs to be found by; the rest is refused by name (B-18). */
export const triggers: Rule = {
  id: 'triggers',
  profiles: BOTH,
  check(process, program) {
    const { nodes } = indexOf(program, process.key);
    return process.nodes.flatMap((node) => {
      const position = positionOf(node, nodes.get(node.scope)?.kind);
      return position && 'trigger' in node ? checkTrigger(node, node.trigger, position) : [];
    });
  },
};

function positionOf(node: Node, scopeKind: Node['kind'] | undefined): Position | null {
  switch (node.kind) {
    case 'startEvent':
      return scopeKind === 'eventSubProcess' ? 'eventSubProcessStart' : 'start';
    case 'intermediateCatchEvent':
      return 'catch';
    case 'boundaryEvent':
      return 'boundary';
    case 'endEvent':
      return 'end';
    default:
      return null;
  }
}

function checkTrigger(node: Node, trigger: Trigger, position: Position): Problem[] {
  const definition = trigger.kind === 'unsupported' ? trigger.definition : trigger.kind;
  if (!SUPPORTED[position].includes(trigger.kind)) return [problem(node.id, 'EVENT_UNSUPPORTED', { definition, position })];
  if (trigger.kind === 'message' && !trigger.name) return [problem(node.id, 'MESSAGE_MISSING')];
  if (trigger.kind === 'signal' && !trigger.name) return [problem(node.id, 'SIGNAL_MISSING')];
  if (trigger.kind === 'error' && position === 'end' && !trigger.code) return [problem(node.id, 'ERROR_CODE_MISSING')];
  if (trigger.kind === 'error' && position === 'eventSubProcessStart' && node.kind === 'startEvent' && !node.interrupting) return [problem(node.id, 'ERROR_NOT_INTERRUPTING')];
  return [];
}
