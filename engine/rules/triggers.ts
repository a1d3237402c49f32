import type { Node } from '../elements/index.ts';
import { type Trigger, triggersIn } from '../elements/trigger.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { type Problem, problem } from '../problem.ts';
import { BOTH, type Rule } from './rule.ts';

type Position = 'start' | 'subProcessStart' | 'eventSubProcessStart' | 'catch' | 'boundary' | 'throw' | 'end';

const CAUGHT = ['message', 'timer', 'conditional', 'signal', 'multiple'] as const;
const HANDLED = [...CAUGHT, 'error', 'escalation', 'compensation'] as const;
const THROWN = ['none', 'message', 'escalation', 'compensation', 'signal', 'multiple'] as const;

/** What each position of an event may wait for or throw (BPMN 2.0, table 10.93); `none` where another rule names it better. */
const ALLOWED: Readonly<Record<Position, readonly Trigger['kind'][]>> = {
  start: ['none', ...CAUGHT],
  subProcessStart: ['none', ...CAUGHT],
  eventSubProcessStart: ['none', ...HANDLED],
  catch: ['none', ...CAUGHT, 'link'],
  boundary: ['none', ...HANDLED, 'cancel'],
  throw: [...THROWN, 'link'],
  end: [...THROWN, 'error', 'cancel', 'terminate'],
};

/** Every event's definition may stand in its position, and says what it needs to be found by (B-18). */
export const triggers: Rule = {
  id: 'triggers',
  profiles: BOTH,
  check(process, program) {
    const { nodes } = indexOf(program, process.key);
    return process.nodes.flatMap((node) => {
      const position = positionOf(node, nodes.get(node.scope)?.kind);
      if (position === null || !('trigger' in node)) return [];
      const { trigger } = node;
      return [...checkPlace(node, trigger, position), ...triggersIn(trigger).flatMap((each) => checkTrigger(node, each, position))];
    });
  },
};

function positionOf(node: Node, scopeKind: Node['kind'] | undefined): Position | null {
  switch (node.kind) {
    case 'startEvent':
      if (scopeKind === 'eventSubProcess') return 'eventSubProcessStart';
      return scopeKind === undefined ? 'start' : 'subProcessStart';
    case 'intermediateCatchEvent':
      return 'catch';
    case 'intermediateThrowEvent':
      return 'throw';
    case 'boundaryEvent':
      return 'boundary';
    case 'endEvent':
      return 'end';
    default:
      return null;
  }
}

/** The definition, and each one of a multiple event, is one of the position's own. */
function checkPlace(node: Node, trigger: Trigger, position: Position): Problem[] {
  const all = new Set([trigger, ...triggersIn(trigger)]);
  const unknown = [...all].flatMap((each) => (each.kind === 'unsupported' ? [each.definition] : []));
  const misplaced = new Set([...all].map(({ kind }) => kind).filter((kind) => kind !== 'unsupported' && !ALLOWED[position].includes(kind)));
  return [
    ...unknown.map((definition) => problem(node.id, 'EVENT_UNSUPPORTED', { definition })),
    ...[...misplaced].map((definition) => problem(node.id, 'EVENT_NOT_ALLOWED', { definition, position })),
  ];
}

function checkTrigger(node: Node, trigger: Trigger, position: Position): Problem[] {
  switch (trigger.kind) {
    case 'message':
      return trigger.name ? [] : [problem(node.id, 'MESSAGE_MISSING')];
    case 'signal':
      return trigger.name ? [] : [problem(node.id, 'SIGNAL_MISSING')];
    case 'link':
      return trigger.name ? [] : [problem(node.id, 'LINK_MISSING')];
    case 'conditional':
      return trigger.condition ? [] : [problem(node.id, 'CONDITION_MISSING')];
    case 'error':
      if (position === 'end' && !trigger.code) return [problem(node.id, 'ERROR_CODE_MISSING')];
      return mustInterrupt(node) ? [problem(node.id, 'ERROR_NOT_INTERRUPTING')] : [];
    default:
      return [];
  }
}

const mustInterrupt = (node: Node): boolean => 'interrupting' in node && !node.interrupting;
