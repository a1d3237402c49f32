import { ask } from './broker.ts';

/** A namespace of its own on the one Temporal development server of this run. */
export type TestTemporal = {
  /** host:port of the server. */
  address: string,
  /** A namespace nobody else of this run uses: task queues and deployments of two suites never meet. */
  namespace: string,
  /** The temporal command. */
  binary: string,
};

/** A new namespace; the first call of a run starts the server. Call it in `beforeAll` with a time limit of a minute or more. */
export function temporal(): Promise<TestTemporal> {
  return ask<TestTemporal>('/temporal');
}
