import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { JobOutcome } from '../engine/event.ts';
import type { Value, Variables } from '../engine/value.ts';
import { ConnectorFailure } from './connectors/connector.ts';
import type { ConnectorRequest } from './connectors/connector.ts';
import type { ActivityPorts, JobRequest } from './ports.ts';

/** How long one call may take, milliseconds. */
const callTimeoutMs = 10_000;

/** The longest pause a department may ask for between two repetitions, milliseconds. */
const longestPauseMs = 20_000;

/** A final failure: it becomes an incident that an operator settles. */
const final = (code: string, message: string): JobOutcome => ({ kind: 'failed', code, message, retryable: false });

/**
 * Asks the department system (or registered worker) that a job names. Resolves with what it said; throws an
 * `ApplicationFailure` typed by code where Temporal shall repeat the call with the same idempotency key.
 * `early`: before the case has written down that it asks. The key is then one of its own: should the case come to ask something
 * else under the usual one, no department may take that for a repetition.
 */
export async function callDepartment(ports: ActivityPorts, request: JobRequest, cancelled: AbortSignal, early = false): Promise<JobOutcome> {
  const { caseNumber, command } = request;
  const { job } = command;
  if (job.type !== 'department') {
    const worker = ports.workers?.[job.type];
    if (!worker) return final('WORKER_UNKNOWN', `No worker is registered for "${job.type}"`);
    return repeatable(() => worker(request));
  }
  const department = job.department;
  if (!department) return final('DEPARTMENT_UNKNOWN', `Step "${command.element}" names no department`);
  const system = await ports.departments.system(department);
  if (!system) return final('DEPARTMENT_UNKNOWN', `No system is registered for "${department}"`);
  const connector = ports.connectors[system.protocol];
  if (!connector) return final('CONNECTOR_UNKNOWN', `No connector speaks "${system.protocol}"`);

  const now = () => (request.rehearsal ? request.at : new Date().toISOString());
  const call: ConnectorRequest = {
    system,
    idempotencyKey: early ? `${command.key}.${randomUUID()}` : command.key,
    ...(early && { early }),
    record: {
      caseNumber,
      sequence: command.instance,
      kind: job.operation ?? 'processing',
      department,
      operation: job.operation ?? 'processing',
      item: job.item ?? null,
      occurredAt: request.at,
      reportedAt: now(),
      data: await revealed(ports, caseNumber, department, job.variables),
      callback:
        job.mode === 'async'
          ? { url: ports.departments.callbackUrl(department), reference: `${caseNumber}.${command.instance}.${command.attempt}` }
          : null,
    },
    now,
  };
  const about = { caseNumber, department, element: command.element, instance: command.instance };
  const outcome = await repeatable(
    () => connector.call(call, AbortSignal.any([AbortSignal.timeout(callTimeoutMs), cancelled])),
    (code) => ports.log.warn({ ...about, code }, 'department call failed'),
  );
  ports.log.info({ ...about, outcome: outcome.kind }, 'department called');
  return outcome;
}

/** Puts personal values in place of their commitments, at any depth, as far as the department is entitled to them. */
async function revealed(ports: ActivityPorts, caseNumber: string, department: string, variables: Variables): Promise<Variables> {
  const found = new Set<string>();
  walk(variables, (commitment) => (found.add(commitment), null));
  if (found.size === 0) return variables;
  const values = await ports.personal.reveal(caseNumber, department, [...found]);
  return walk(variables, (commitment) => values[commitment] ?? null) as Variables;
}

function walk(value: Value, replace: (commitment: string) => Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => walk(item, replace));
  if (value === null || typeof value !== 'object') return value;
  const record = value as { readonly [name: string]: Value };
  if (typeof record.$commitment === 'string') return replace(record.$commitment) ?? value;
  return Object.fromEntries(Object.entries(record).map(([name, item]) => [name, walk(item, replace)]));
}

async function repeatable(call: () => Promise<JobOutcome>, failed: (code: string) => void = () => undefined): Promise<JobOutcome> {
  try {
    return await call();
  } catch (error) {
    const timedOut = (error as { name?: unknown } | null)?.name === 'TimeoutError';
    const known = error instanceof ConnectorFailure ? error : timedOut ? new ConnectorFailure('DEPARTMENT_TIMEOUT', 'The call was not answered in time') : null;
    failed(known?.code ?? 'CONNECTOR_FAULT');
    if (!known) throw error;
    // The message of a failure is not encrypted in the history, its details are.
    throw ApplicationFailure.create({
      type: known.code,
      message: known.code,
      details: [known.message],
      ...(known.retryAfterMs !== undefined && { nextRetryDelay: Math.min(known.retryAfterMs, longestPauseMs) }),
    });
  }
}
