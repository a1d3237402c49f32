import type { Mapping } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import { evaluate } from '../expressions/feel.ts';
import { weigh } from './caps.ts';
import { IncidentRaised } from './incident.ts';
import { index, type Machine, outerScope, processRoot, visibleVariables } from './machine.ts';

/** Writes each name to the nearest scope that has it, else to the process root. */
export function setVariables(m: Machine, at: Instance, variables: Variables): void {
  weigh(m, variables);
  const names = Object.entries(variables);
  if (names.length === 0) return;
  const written = new Map<Instance, string[]>();
  for (const [name, value] of names) {
    const scope = ownerOf(m, at, name);
    // A new record each time: conditions that are waited for tell by it that they must be looked at.
    scope.variables = { ...scope.variables, [name]: value };
    written.set(scope, [...(written.get(scope) ?? []), name]);
  }
  for (const [scope, names] of written) m.log.push({ type: 'variables', scope: scope.id, names });
}

/** Writes into this very instance, shadowing farther scopes. */
export function setLocal(at: Instance, variables: Variables): void {
  if (Object.keys(variables).length > 0) at.variables = { ...at.variables, ...variables };
}

/** Evaluates a mapping from one scope's view; all sources before any target is written. */
export function mapped(m: Machine, at: Instance, mappings: readonly Mapping[]): Record<string, Value> {
  const view = visibleVariables(m, at);
  const { money } = index(m, at);
  const values = Object.fromEntries(mappings.map(({ source, target }) => [target, whole(target, evaluate(source, view, m.now, money), money)]));
  weigh(m, values);
  return values;
}

/** A sum of money is a whole number of 分, wherever it comes from. */
function whole(name: string, value: Value, money: ReadonlySet<string>): Value {
  if (!money.has(name) || typeof value !== 'number' || Number.isInteger(value)) return value;
  throw new IncidentRaised('MONEY_NOT_INTEGER', `Expected "${name}" to be a whole number of 分, but it has a fraction`);
}

function ownerOf(m: Machine, at: Instance, name: string): Instance {
  for (let scope: Instance | null = at; scope; scope = outerScope(m, scope)) {
    if (scope.variables && Object.hasOwn(scope.variables, name)) return scope;
  }
  return processRoot(m, at);
}
