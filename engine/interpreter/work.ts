import type { Occurrence } from '../elements/element.ts';
import type { ActivityNode } from '../elements/index.ts';
import type { StepTerms } from '../program.ts';
import type { Instance } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import { evaluate } from '../expressions/feel.ts';
import { IncidentRaised } from './incident.ts';
import { stopWaiting, wait } from './instances.ts';
import { type Machine, nodeOf, outerScope, visibleVariables } from './machine.ts';
import { raiseError } from './raise.ts';
import { complete } from './tokens.ts';
import { setVariables } from './variables.ts';

/** The error a refusal raises where the step says so (`gov:onDisagree="error"`). */
export const DISAGREED = 'DISAGREED';

/** Opens a work item in the inbox of the step's department and role. */
export function openWork(m: Machine, token: Instance): void {
  const node = nodeOf(m, token) as ActivityNode;
  const step = node.step ?? {};
  const department = departmentOf(m, token, step);
  token.task = { openedAt: m.now, department };
  wait(m, token, node.id, { kind: 'work' });
  m.log.push({
    type: 'opened',
    process: token.process,
    element: node.id,
    instance: token.id,
    name: node.name ?? node.id,
    department,
    role: step.role ?? 'approver',
    form: step.form ?? null,
    item: step.item ?? null,
    opinions: step.opinions ?? [],
    stage: step.stage ?? null,
    variables: { ...token.variables },
  });
}

/** A person's answer: the opinion is kept with the case, and a refusal does what the step says. */
export function closeWork(m: Machine, token: Instance, answer: Extract<Occurrence, { kind: 'work' }>): void {
  const node = nodeOf(m, token) as ActivityNode;
  stopWaiting(token, node.id);
  m.log.push({
    type: 'closed',
    element: node.id,
    instance: token.id,
    how: 'completed',
    ...(answer.opinion ? { opinion: answer.opinion } : {}),
    ...(answer.comment ? { comment: answer.comment } : {}),
    ...(answer.occurredAt ? { occurredAt: answer.occurredAt } : {}),
  });
  issueDocument(m, token, node, { ...answer.variables, ...(answer.comment ? { comment: answer.comment } : {}) });
  if (answer.opinion) recordOpinion(m, token, node, answer.opinion);
  if (answer.opinion === 'disagree' && node.step?.onDisagree === 'error') {
    // Kept for an operator who lets the step count although nobody caught the refusal.
    token.task!.answer = { ...answer.variables, opinion: answer.opinion };
    return raiseError(m, token, DISAGREED, answer.comment, answer.variables);
  }
  complete(m, token, { ...answer.variables, ...(answer.opinion ? { opinion: answer.opinion } : {}) });
}

/** The document (文书) that the step's completion issues, where it names one. */
export function issueDocument(m: Machine, token: Instance, node: ActivityNode, answer: Variables): void {
  if (node.step?.document) m.log.push({ type: 'document', code: node.step.document, instance: token.id, data: { ...visibleVariables(m, token), ...answer } });
}

/** Appends to the case's list `opinions`, which the flow's conditions read: the rule of a refusal is drawn, not built in. */
function recordOpinion(m: Machine, token: Instance, node: ActivityNode, opinion: string): void {
  const earlier = visibleVariables(m, token).opinions;
  const list: readonly Value[] = Array.isArray(earlier) ? earlier : [];
  const given = { element: node.id, instance: token.id, department: token.task?.department ?? null, item: node.step?.item ?? null, opinion };
  // The first one is written outermost, so that calls that share their variables add to one list.
  setVariables(m, earlier === undefined ? outermost(m, token) : token, { opinions: [...list, given] });
}

function outermost(m: Machine, token: Instance): Instance {
  let at = token;
  for (let outer: Instance | null = token; outer; outer = outerScope(m, outer)) at = outer;
  return at;
}

/** The department a step belongs to: an id, or FEEL after `=` over what the token sees. */
export function departmentOf(m: Machine, token: Instance, step: StepTerms): string | null {
  if (step.department === undefined) return null;
  if (!step.department.startsWith('=')) return step.department;
  const value = evaluate(step.department.slice(1), visibleVariables(m, token), m.now);
  if (typeof value === 'string' && value !== '') return value;
  throw new IncidentRaised('DEPARTMENT_UNKNOWN', `Expected "${step.department}" to name a department, but got ${String(value)}`);
}
