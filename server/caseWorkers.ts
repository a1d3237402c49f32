import type { Client } from '@temporalio/client';
import type { PayloadCodec } from '@temporalio/common';
import { Worker } from '@temporalio/worker';
import type { NativeConnection } from '@temporalio/worker';
import type { CaseActivities } from '../activities/ports.ts';
import { deploymentName, taskQueue } from '../workflows/messages.ts';
import { currentBundle, keptBundle, keptBundleIds } from './bundles.ts';
import type { Bundle } from './bundles.ts';
import type { Logger } from './log.ts';
import { openQuarantine } from './quarantine/open.ts';
import { watchWorker } from './quarantine/watch.ts';

/** What a process needs to work on cases. */
export interface CaseWorkersOptions {
  readonly connection: NativeConnection;
  readonly client: Client;
  readonly namespace: string;
  readonly dataDir: string;
  readonly codec: PayloadCodec;
  readonly activities: CaseActivities;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Cases kept in memory between two of their events, for each bundle; 0 replays every time. */
  readonly maxCachedWorkflows?: number;
  /** A case that workers died of was set aside: somebody must look. */
  readonly onSetAside?: (caseNumber: string, deaths: number) => Promise<void>;
}

/** Workers at work. */
export interface CaseWorkers {
  /** Build id that new cases start on. */
  readonly current: string;
  /** Settles when all workers have ended: after `stop`, or with the error that ended one. */
  readonly ended: Promise<void>;
  /** Takes no more work, finishes what is under way, and settles like `ended`. */
  stop(): Promise<void>;
}

/**
 * Runs one worker for the workflow code as it stands and one for every older version that still has open cases, each
 * pinned to its own: an update of the product strands no case. Resolves once new cases go to the current version.
 */
export async function startCaseWorkers(options: CaseWorkersOptions): Promise<CaseWorkers> {
  const { client, dataDir, log } = options;
  const quarantine = await openQuarantine(options);
  const current = await currentBundle(dataDir);
  const older = await olderBundles(client, dataDir, current.id, log);
  const workers = await Promise.all([current, ...older].map((bundle) => createWorker(options, bundle)));
  for (const worker of workers) {
    if (!watchWorker(worker, quarantine.watcher)) log.warn({}, 'this version of the Temporal SDK hides which case it runs: a case that kills workers is not set aside');
  }
  let stopping = false;
  const stopAll = () => {
    stopping = true;
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  const ended = Promise.all(workers.map((worker) => worker.run().finally(stopAll))).then(quarantine.close);
  ended.catch(() => undefined);
  await Promise.race([makeCurrent(client, current.id, () => stopping), ended]);
  log.info({ bundle: current.id, older: older.map((bundle) => bundle.id) }, 'worker ready');
  return {
    current: current.id,
    ended,
    stop() {
      stopAll();
      return ended;
    },
  };
}

function createWorker({ connection, namespace, codec, activities, maxCachedWorkflows }: CaseWorkersOptions, bundle: Bundle): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: { codePath: bundle.path },
    activities,
    dataConverter: { payloadCodecs: [codec] },
    workerDeploymentOptions: { version: version(bundle.id), useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' },
    shutdownGraceTime: '5 seconds',
    // After a killed worker the next task of its cases waits this long for it.
    stickyQueueScheduleToStartTimeout: '3 seconds',
    ...(maxCachedWorkflows !== undefined && { maxCachedWorkflows }),
  });
}

const version = (buildId: string) => ({ deploymentName, buildId });

/** Kept bundles with open cases, and the one that was current a moment ago: its newest cases may not be listed yet. */
async function olderBundles(client: Client, dataDir: string, current: string, log: CaseWorkersOptions['log']): Promise<Bundle[]> {
  const kept = (await keptBundleIds(dataDir)).filter((id) => id !== current);
  const previous = await currentVersion(client);
  const bundles: Bundle[] = [];
  for (const id of new Set(previous && previous !== current ? [...kept, previous] : kept)) {
    const { count } = await client.workflow.count(`TemporalWorkerDeploymentVersion = '${deploymentName}:${id}' AND ExecutionStatus = 'Running'`);
    if (count === 0 && id !== previous) continue;
    const bundle = await keptBundle(dataDir, id);
    if (bundle) bundles.push(bundle);
    else if (count > 0) log.error({ bundle: id, cases: count }, 'cases wait for workflow code that is not kept here');
  }
  return bundles;
}

async function currentVersion(client: Client): Promise<string | null> {
  try {
    const answer = await client.workflowService.describeWorkerDeployment({ namespace: client.options.namespace, deploymentName });
    return answer.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? null;
  } catch {
    return null; // No deployment yet: the first start.
  }
}

/** Sends new cases to this version; the server refuses until it has seen the worker poll. */
async function makeCurrent(client: Client, buildId: string, stopping: () => boolean): Promise<void> {
  for (let attempt = 1; !stopping(); attempt += 1) {
    try {
      await client.workflowService.setWorkerDeploymentCurrentVersion({
        namespace: client.options.namespace,
        deploymentName,
        buildId,
        version: `${deploymentName}.${buildId}`,
        identity: 'yijianshi',
        ignoreMissingTaskQueues: true,
      });
      return;
    } catch (error) {
      if (attempt >= 150) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
