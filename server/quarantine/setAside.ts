import type { Client } from '@temporalio/client';
import { deploymentName } from '../../workflows/messages.ts';

/** The version of the worker deployment that no worker ever serves: a case pinned to it stands still, with all it has. */
const nobody = 'quarantine';

/** `VERSIONING_BEHAVIOR_PINNED` and `PINNED_OVERRIDE_BEHAVIOR_PINNED` of Temporal's API. */
const pinned = 1;

type Options = Parameters<Client['workflowService']['updateWorkflowExecutionOptions']>[0]['workflowExecutionOptions'];

/** Takes a case out of every worker's reach. Nothing of it is lost: its timers and updates wait. */
export function setAside(client: Client, caseNumber: string): Promise<void> {
  const version = { deploymentName, buildId: nobody };
  return route(client, caseNumber, { versioningOverride: { behavior: pinned, pinnedVersion: `${deploymentName}.${nobody}`, pinned: { version, behavior: pinned } } });
}

/** Gives it back to the workers of the version it began with. */
export function takeBack(client: Client, caseNumber: string): Promise<void> {
  return route(client, caseNumber, {});
}

/** Whether it is out of reach now. */
export async function isSetAside(client: Client, caseNumber: string): Promise<boolean> {
  const { workflowExecutionInfo } = await client.workflowService.describeWorkflowExecution({ namespace: client.options.namespace, execution: { workflowId: caseNumber } });
  return workflowExecutionInfo?.versioningInfo?.versioningOverride?.pinned?.version?.buildId === nobody;
}

async function route(client: Client, caseNumber: string, workflowExecutionOptions: Options): Promise<void> {
  const updateMask = { paths: ['versioning_override'] };
  await client.workflowService.updateWorkflowExecutionOptions({ namespace: client.options.namespace, workflowExecution: { workflowId: caseNumber }, workflowExecutionOptions, updateMask });
}
