import type { Worker } from '@temporalio/worker';

/** Stands around every execution of workflow code. */
export interface Watcher {
  /** Asked before a case's code runs; the end it gives is told whether the case has come through. */
  begin(caseNumber: string): Promise<End> | End;
  /** Whether the case's task is to be given back unexecuted; asked first. */
  refuses(caseNumber: string): Promise<boolean> | false;
}

/** Told once. `false`: the worker's thread broke, and the process is about to end. */
export type End = (cameThrough: boolean) => void;

interface Activation {
  readonly runId?: string | null;
}

/** The part of the SDK's worker that is looked through: it has no public hook that speaks before workflow code runs. */
interface Inside {
  readonly workflowCreator?: {
    createWorkflow(options: { readonly info: { readonly workflowId: string } }): Promise<{ activate(activation: Activation): Promise<unknown> }>;
  };
}

/**
 * Lets the watcher stand around everything a worker executes. What throws there has broken the worker's thread (a
 * workflow's own failure is a result). @returns false where the SDK is built otherwise.
 */
export function watchWorker(worker: Worker, watcher: Watcher): boolean {
  const creator = (worker as unknown as Inside).workflowCreator;
  if (typeof creator?.createWorkflow !== 'function') return false;
  const create = creator.createWorkflow.bind(creator);
  const executed = async <T>(caseNumber: string, execute: () => Promise<T>): Promise<T> => {
    const turn = watcher.begin(caseNumber);
    const end = turn instanceof Promise ? await turn : turn;
    try {
      const result = await execute();
      end(true);
      return result;
    } catch (error) {
      end(false);
      throw error;
    }
  };
  creator.createWorkflow = async (options) => {
    const { workflowId } = options.info;
    // Making the sandbox runs nothing of the case yet.
    const workflow = await create(options);
    const activate = workflow.activate.bind(workflow);
    workflow.activate = async (activation) => {
      const refused = watcher.refuses(workflowId);
      if (refused === false || !(await refused)) return executed(workflowId, () => activate(activation));
      return { runId: activation.runId, failed: { failure: { message: 'The case was set aside: workers died of it' } } };
    };
    return workflow;
  };
  return true;
}
