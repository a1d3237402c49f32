import { evaluateDecision } from '../decisions/evaluate.ts';
import { neededInputs } from '../decisions/neededInputs.ts';
import { plain } from '../decisions/plain.ts';
import type { Instance } from '../state.ts';
import type { Value } from '../value.ts';
import { IncidentRaised } from './incident.ts';
import { type Machine, nodeOf, visibleVariables } from './machine.ts';

/**
 * Asks a decision of the process over what the token sees, and writes down each decision with the rules that fired.
 * @throws IncidentRaised `DECISION_UNKNOWN`; `VAR_UNDEFINED` for an input that a matter gives no value; `DECISION_FAILED`
 * where the decision is null because of an error: inside decisions an error is null, a flow stops at it.
 */
export function decide(m: Machine, token: Instance, id: string): Value {
  const program = m.program.processes[token.process]?.decisions?.[id];
  if (!program) throw new IncidentRaised('DECISION_UNKNOWN', `Expected a decision "${id}" in the program, but there is none`);
  const variables = visibleVariables(m, token);
  const missing = neededInputs(program).find(({ name }) => !Object.hasOwn(variables, name));
  if (missing && m.program.profile === 'matter') throw new IncidentRaised('VAR_UNDEFINED', `Expected "${missing.name}" of decision "${id}" to have a value, but nothing gives it one`);
  const { value, records } = evaluateDecision(program, id, { values: variables, json: true }, m.now);
  m.log.push({ type: 'decision', process: token.process, element: nodeOf(m, token).id, instance: token.id, decision: id, evaluations: records });
  const asked = records.at(-1);
  if (value === null && asked && asked.warnings.length > 0) throw new IncidentRaised('DECISION_FAILED', `Expected decision "${id}" to have a value, but: ${asked.warnings[0]!}`);
  return plain(value);
}
