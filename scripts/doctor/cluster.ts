import { ServiceError } from '@temporalio/client';
import type { Connection } from '@temporalio/client';
import type { TemporalConfig } from '../../server/config.ts';
import { withTemporal } from '../supervise/readiness.ts';
import { error, ok, warning } from './finding.ts';
import type { Finding } from './finding.ts';

/** The oldest server a city should run; older ones lose work in cases that are known. */
export const OLDEST_SERVER = [1, 29, 2] as const;

/** Days a finished case should stay in the history, so that it can still be replayed from there. */
const RETENTION_DAYS = 365;

/** Status numbers of gRPC. */
const [NOT_FOUND, PERMISSION_DENIED, UNIMPLEMENTED, UNAUTHENTICATED] = [5, 7, 12, 16];

/** Examines the cluster the settings name: reached, version, namespace, retention, rights, updates, worker versioning. */
export async function examineCluster(config: TemporalConfig): Promise<Finding[]> {
  try {
    return await withTemporal(config, async (connection) => {
      const findings = [await version(connection, config), ...await namespace(connection, config)];
      if (findings.some((finding) => finding.level === 'error')) return findings;
      return [...findings, await rights(connection, config), await updates(connection, config), await versioning(connection, config)];
    });
  } catch (failure) {
    return [error('doctorUnreachable', { address: config.address, problem: words(failure) })];
  }
}

/** Whether a server of that version may be used at that address: our own development server on loopback is older. */
export function versionServes(serverVersion: string, address: string): boolean {
  if (/^(127\.|localhost:|\[::1\])/.test(address)) return true;
  const have = serverVersion.split(/[.-]/).map(Number);
  for (const [index, least] of OLDEST_SERVER.entries()) {
    const part = have[index] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}

async function version(connection: Connection, config: TemporalConfig): Promise<Finding> {
  const { serverVersion } = await connection.workflowService.getSystemInfo({});
  const params = { version: serverVersion ?? '?', address: config.address, least: OLDEST_SERVER.join('.') };
  return versionServes(serverVersion ?? '0', config.address) ? ok('doctorVersion', params) : error('doctorVersionOld', params);
}

async function namespace(connection: Connection, config: TemporalConfig): Promise<Finding[]> {
  try {
    const answer = await connection.workflowService.describeNamespace({ namespace: config.namespace });
    const days = Math.round(Number(answer.config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400);
    const params = { namespace: config.namespace, days, least: RETENTION_DAYS, address: config.address };
    return [days >= RETENTION_DAYS ? ok('doctorRetention', params) : warning('doctorRetentionShort', params)];
  } catch (failure) {
    const params = { namespace: config.namespace, address: config.address, problem: words(failure) };
    return [error(code(failure) === NOT_FOUND ? 'doctorNamespaceMissing' : 'doctorNamespaceRights', params)];
  }
}

/** A signal to a case that is not there: a server that lets us write says that it is not there. */
async function rights(connection: Connection, config: TemporalConfig): Promise<Finding> {
  const params = { namespace: config.namespace };
  try {
    await connection.workflowService.signalWorkflowExecution({ namespace: config.namespace, workflowExecution: { workflowId: 'yijianshi-doctor' }, signalName: 'doctor' });
    return ok('doctorRights', params);
  } catch (failure) {
    if (code(failure) === NOT_FOUND) return ok('doctorRights', params);
    return error('doctorRightsMissing', { ...params, problem: words(failure) });
  }
}

async function updates(connection: Connection, config: TemporalConfig): Promise<Finding> {
  try {
    await connection.workflowService.updateWorkflowExecution({
      namespace: config.namespace, workflowExecution: { workflowId: 'yijianshi-doctor' },
      waitPolicy: { lifecycleStage: 3 }, request: { meta: { updateId: 'doctor', identity: 'doctor' }, input: { name: 'doctor' } },
    });
    return ok('doctorUpdates');
  } catch (failure) {
    return code(failure) === NOT_FOUND ? ok('doctorUpdates') : error('doctorUpdatesMissing', { problem: words(failure) });
  }
}

async function versioning(connection: Connection, config: TemporalConfig): Promise<Finding> {
  try {
    await connection.workflowService.listWorkerDeployments({ namespace: config.namespace, pageSize: 1 });
    return ok('doctorVersioning');
  } catch (failure) {
    return error('doctorVersioningMissing', { problem: words(failure) });
  }
}

/** The gRPC status of a failure; -1 when it has none. */
function code(failure: unknown): number {
  const status = (failure as { code?: unknown, cause?: { code?: unknown } }).code ?? (failure as ServiceError).cause as unknown;
  return typeof status === 'number' ? status : -1;
}

function words(failure: unknown): string {
  const known: Record<number, string> = { [PERMISSION_DENIED]: 'permission denied', [UNAUTHENTICATED]: 'not authenticated', [UNIMPLEMENTED]: 'not offered by this server' };
  const said = failure instanceof Error ? (failure as { details?: string }).details || failure.message : String(failure);
  return [known[code(failure)], said.split('\n')[0]].filter(Boolean).join(': ');
}
