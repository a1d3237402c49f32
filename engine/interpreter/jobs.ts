import type { ActivityNode } from '../elements/index.ts';
import type { JobOutcome } from '../event.ts';
import type { Instance } from '../state.ts';
import type { Instant } from '../value.ts';
import { compare } from '../clock/civil.ts';
import { addDuration } from '../clock/iso8601.ts';
import { dueAtOf } from './clocks.ts';
import { pauseStepClock, resumeStepClock } from './holds.ts';
import { raiseIncident, settleIncident, stopWaiting, wait } from './instances.ts';
import { type Machine, nodeOf, visibleVariables } from './machine.ts';
import { raiseError } from './raise.ts';
import { complete } from './tokens.ts';
import { mapped, setLocal } from './variables.ts';
import { departmentOf, issueDocument } from './work.ts';

/** Pauses between tries of a department that is down, in the case's own time; the last one repeats. */
export const BACK_OFF = ['PT1M', 'PT5M', 'PT30M', 'PT2H', 'PT6H'] as const;

/** How long a department may be down before its call becomes an incident. */
export const GIVE_UP_AFTER = 'PT24H';

/** Why a step's clock stands while our own connector cannot reach the department. */
export const CONNECTOR_WAIT = 'connector';

/** Asks a department system (or a registered worker) to do the step. */
export function openJob(m: Machine, token: Instance): void {
  const node = nodeOf(m, token) as ActivityNode;
  token.task = { openedAt: m.now, department: departmentOf(m, token, node.step ?? {}), attempt: 0, round: 1, roundFrom: 1 };
  ask(m, token);
}

/** After an incident. With corrected values another round begins: another body needs another idempotency key. */
export function askAgain(m: Machine, token: Instance, corrected: boolean): void {
  const task = token.task!;
  delete task.firstFailedAt;
  delete task.failures;
  if (corrected) {
    task.round = (task.round ?? 1) + 1;
    task.roundFrom = (task.attempt ?? 0) + 1;
    const node = nodeOf(m, token) as ActivityNode;
    if (node.inputs) setLocal(token, mapped(m, token, node.inputs));
  }
  ask(m, token);
}

/** One try. Every try of a round carries the same idempotency key, since it carries the same body. */
export function ask(m: Machine, token: Instance): void {
  const node = nodeOf(m, token) as ActivityNode & JobNode;
  const task = token.task!;
  task.attempt = (task.attempt ?? 0) + 1;
  stopWaiting(token, node.id);
  wait(m, token, node.id, { kind: 'job' });
  const { department, attempt, round } = task;
  const type = jobType(m, token, node);
  m.commands.push({
    type: 'job',
    id: `${node.id}~${token.id}~${attempt}`,
    instance: token.id,
    attempt,
    element: node.id,
    key: `${m.state.caseNumber}.${token.id}.${round ?? 1}`,
    job: {
      type,
      ...(department ? { department } : {}),
      ...(node.operation ? { operation: node.operation } : {}),
      mode: node.mode ?? 'sync',
      ...(node.safe && type === 'department' ? { safe: true as const } : {}),
      ...(node.step?.item ? { item: node.step.item } : {}),
      variables: jobVariables(m, token, node),
      ...(node.headers ? { headers: node.headers } : {}),
    },
  });
  m.log.push({ type: 'job', instance: token.id, element: node.id, attempt, state: 'asked', ...where(token, node) });
}

/** What a node that asks for a job carries. */
export interface JobNode {
  readonly taskType?: string;
  readonly operation?: string;
  readonly mode?: 'sync' | 'async';
  readonly safe?: true;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The type as drawn; without one a department is asked, and where none takes part (profile `bpmn`) a worker by the element's id. */
const jobType = (m: Machine, token: Instance, node: ActivityNode & JobNode): string =>
  node.taskType ?? (m.program.profile === 'matter' || token.task?.department ? 'department' : node.id);

/** Without an input mapping a worker sees the case's variables; a department sees only what was mapped for it. */
function jobVariables(m: Machine, token: Instance, node: ActivityNode & JobNode) {
  return node.inputs || jobType(m, token, node) === 'department' ? { ...token.variables } : visibleVariables(m, token);
}

/** An answer, from the activity or from a signed callback, whichever comes first. */
export function answerJob(m: Machine, token: Instance, outcome: JobOutcome): void {
  const node = nodeOf(m, token) as ActivityNode & JobNode;
  const task = token.task!;
  const entry = { type: 'job' as const, instance: token.id, element: node.id, attempt: task.attempt ?? 1, ...where(token, node) };
  switch (outcome.kind) {
    case 'accepted':
      resumeStepClock(m, token, CONNECTOR_WAIT);
      delete task.firstFailedAt;
      delete task.failures;
      stopWaiting(token, node.id);
      wait(m, token, node.id, { kind: 'callback', due: patienceEnds(m, token) });
      m.log.push({ ...entry, state: 'accepted' });
      return;
    case 'done':
      settled(m, token, node.id);
      m.log.push({ ...entry, state: 'done', ...(outcome.times ? { times: outcome.times } : {}) });
      issueDocument(m, token, node, outcome.variables ?? {});
      return complete(m, token, outcome.variables ?? {});
    case 'error':
      settled(m, token, node.id);
      m.log.push({ ...entry, state: 'error', code: outcome.code, ...(outcome.times ? { times: outcome.times } : {}) });
      return raiseError(m, token, outcome.code, outcome.message, outcome.variables);
    case 'failed':
      return failed(m, token, outcome, entry);
  }
}

function failed(m: Machine, token: Instance, outcome: Extract<JobOutcome, { kind: 'failed' }>, entry: { type: 'job'; instance: number; element: string; attempt: number }): void {
  const task = token.task!;
  const code = outcome.code;
  const waited = outcome.waitedMs === undefined ? {} : { waitedMs: outcome.waitedMs };
  stopWaiting(token, entry.element);
  pauseStepClock(m, token, CONNECTOR_WAIT);
  task.firstFailedAt ??= m.now;
  task.failures = (task.failures ?? 0) + 1;
  const last = addDuration(task.firstFailedAt, GIVE_UP_AFTER);
  if (!outcome.retryable || compare(m.now, last) >= 0) {
    m.log.push({ ...entry, state: 'failed', code, ...waited });
    return raiseIncident(m, token, code, outcome.message, 'job');
  }
  const next = addDuration(m.now, BACK_OFF[Math.min(task.failures, BACK_OFF.length) - 1]!);
  // The last try is made when the patience ends.
  const due = compare(next, last) > 0 ? last : next;
  wait(m, token, entry.element, { kind: 'retry', due });
  m.log.push({ ...entry, state: 'waiting', code, due, ...waited });
}

/** When a department's silence is looked at: at the end of the step's limit; a day from now without one, or while it stands. */
const patienceEnds = (m: Machine, token: Instance): Instant => dueAtOf(m, token) ?? addDuration(m.now, GIVE_UP_AFTER);

/**
 * The department took the job and then said nothing: an operator must look, and a late answer still counts. While the
 * step's limit has not ended after all (its clock stands or stood, a calendar has moved it), the wait goes on.
 * @returns the new due time of the wait, or null when the silence has become an incident.
 */
export function silent(m: Machine, token: Instance, due: Instant): Instant | null {
  const until = token.clock === undefined ? due : patienceEnds(m, token);
  if (compare(until, m.now) > 0) return until;
  const node = nodeOf(m, token);
  raiseIncident(m, token, 'DEPARTMENT_SILENT', `Expected an answer for "${node.id}" by ${until}, but there is none`, 'job');
  return null;
}

function settled(m: Machine, token: Instance, nodeId: string): void {
  resumeStepClock(m, token, CONNECTOR_WAIT);
  settleIncident(m, token, 'retry');
  stopWaiting(token, nodeId);
}

const where = (token: Instance, node: JobNode) => ({
  ...(token.task?.department ? { department: token.task.department } : {}),
  ...(node.operation ? { operation: node.operation } : {}),
});
