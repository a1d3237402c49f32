import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { connectionOptions } from '../../server/temporal.ts';
import type { TemporalConfig } from '../../server/config.ts';
import { taskQueue } from '../../workflows/messages.ts';

/** Asks again and again until the answer is yes. `check` is called in between and may throw to give up. */
export async function until(question: () => Promise<boolean>, check: () => void, everyMilliseconds = 150): Promise<void> {
  while (!(await question().catch(() => false))) {
    check();
    await pause(everyMilliseconds);
  }
}

/** Whether that URL answers; with `ok`, only an answer of success counts. */
export async function answers(url: string, ok = false): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  await response.arrayBuffer();
  return !ok || response.ok;
}

/** Whether Temporal answers there and knows the namespace. */
export function temporalAnswers(config: TemporalConfig): Promise<boolean> {
  return withTemporal(config, async (connection) => {
    await connection.workflowService.describeNamespace({ namespace: config.namespace });
    return true;
  });
}

/** Whether a worker polls the queue of the cases. */
export function workerPolls(config: TemporalConfig): Promise<boolean> {
  return withTemporal(config, async (connection) => {
    const { pollers } = await connection.workflowService.describeTaskQueue({ namespace: config.namespace, taskQueue: { name: taskQueue }, taskQueueType: 1 });
    return (pollers ?? []).length > 0;
  });
}

/** Makes finished cases stay in the history for that many hours. */
export function keepHistories(config: TemporalConfig, hours: number): Promise<void> {
  return withTemporal(config, async (connection) => {
    await connection.workflowService.updateNamespace({ namespace: config.namespace, config: { workflowExecutionRetentionTtl: { seconds: hours * 3_600 } as never } });
  });
}

/** Connects, asks, and closes. */
export async function withTemporal<Result>(config: TemporalConfig, ask: (connection: Connection) => Promise<Result>): Promise<Result> {
  const connection = await Connection.connect({ ...(await connectionOptions(config)), connectTimeout: '5s' });
  try {
    return await connection.withDeadline(Date.now() + 10_000, () => ask(connection));
  } finally {
    await connection.close();
  }
}
