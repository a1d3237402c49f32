import { triggersIn } from '../elements/trigger.ts';
import type { Instance, Wait } from '../state.ts';
import type { Value } from '../value.ts';
import { holds } from '../expressions/feel.ts';
import { subscriptions } from './deliver.ts';
import { IncidentRaised } from './incident.ts';
import { index, type Machine, outerScope, visibleVariables } from './machine.ts';
import { occur } from './occur.ts';
import { someNode } from './programIndex.ts';
import { CONDITION_COST, guarded } from './tokens.ts';

type Layers = readonly (Readonly<Record<string, Value>> | undefined)[];

/** What each condition saw when it was last looked at in this step: writing variables makes a new record of them. */
const seen = new WeakMap<Machine, Map<number, Layers>>();

/**
 * Looks at the conditions that somebody waits for and that may see other values than before. One that turns from false to
 * true happens, before anything else does; it has to become false before it can happen again (BPMN 2.0, 10.5.5).
 */
export function lookAtConditions(m: Machine): void {
  if (!waitsForConditions(m.program)) return;
  for (const [owner, entry] of subscriptions(m, ({ on }) => on.kind === 'conditional').reverse()) {
    const layers = layersOf(m, owner);
    if (isSame(lastSeen(m).get(entry.id), layers)) continue;
    lastSeen(m).set(entry.id, layers);
    guarded(m, owner, 'enter', () => look(m, owner, entry));
  }
}

function look(m: Machine, owner: Instance, entry: Wait): void {
  if (entry.on.kind !== 'conditional') return;
  m.budget -= CONDITION_COST;
  const held = isTrue(entry.on.condition, visibleVariables(m, owner), m.now, index(m, owner).money);
  if (held === entry.on.held) return;
  owner.waits = owner.waits!.map((each) => (each.id === entry.id ? { ...entry, on: { ...entry.on, held } as Wait['on'] } : each));
  if (held) occur(m, owner, entry, { kind: 'conditional' }, 'first');
}

/** A name that has no value yet keeps a condition from being true; any other fault of the text stops its owner as an incident. */
function isTrue(condition: string, view: Readonly<Record<string, Value>>, now: string, money: ReadonlySet<string>): boolean {
  try {
    return holds(condition, view, now, money);
  } catch (error) {
    if (error instanceof IncidentRaised && error.code === 'VAR_UNDEFINED') return false;
    throw error;
  }
}

/** Most programs have no conditional event: nothing is looked for in them. */
const waitsForConditions = someNode((node) => 'trigger' in node && triggersIn(node.trigger).some(({ kind }) => kind === 'conditional'));

function lastSeen(m: Machine): Map<number, Layers> {
  let map = seen.get(m);
  if (!map) seen.set(m, (map = new Map()));
  return map;
}

function layersOf(m: Machine, owner: Instance): Layers {
  const layers: (Record<string, Value> | undefined)[] = [];
  for (let scope: Instance | null = owner; scope; scope = outerScope(m, scope)) layers.push(scope.variables);
  return layers;
}

const isSame = (a: Layers | undefined, b: Layers): boolean => a !== undefined && a.length === b.length && a.every((layer, i) => layer === b[i]);
