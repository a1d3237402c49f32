import { taskQueue } from '../../workflows/messages.ts';
import type { Context } from '../http/context.ts';

/** Which parts answer. The platform is ready when all do. */
export interface Readiness {
  readonly ready: boolean;
  readonly database: boolean;
  readonly temporal: boolean;
  readonly worker: boolean;
  /** The data the city begins with is there. */
  readonly city: boolean;
}

const patienceMs = 2_000;

/** Asks the database, Temporal and the queue that workers poll, each within two seconds. */
export async function readiness(context: Pick<Context, 'orm' | 'temporal' | 'config' | 'services'>): Promise<Readiness> {
  const [database, temporal, worker] = await Promise.all([answers(databaseAnswers(context)), answers(temporalAnswers(context)), answers(workerPolls(context))]);
  const city = context.services.city?.seeded() ?? true;
  return { ready: database && temporal && worker && city, database, temporal, worker, city };
}

async function databaseAnswers({ orm }: Pick<Context, 'orm'>): Promise<boolean> {
  await orm.em.fork().getConnection().execute('select 1');
  return true;
}

async function temporalAnswers({ temporal, config }: Pick<Context, 'temporal' | 'config'>): Promise<boolean> {
  if (temporal === null) return false;
  await temporal.withDeadline(Date.now() + patienceMs, () => temporal.workflowService.describeNamespace({ namespace: config.temporal.namespace }));
  return true;
}

async function workerPolls({ temporal, config }: Pick<Context, 'temporal' | 'config'>): Promise<boolean> {
  if (temporal === null) return false;
  const { pollers } = await temporal.withDeadline(Date.now() + patienceMs, () =>
    temporal.workflowService.describeTaskQueue({ namespace: config.temporal.namespace, taskQueue: { name: taskQueue }, taskQueueType: 1 }),
  );
  return (pollers ?? []).length > 0;
}

async function answers(question: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  try {
    return await Promise.race([question.catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Under `services.city`, where a process seeds while it already answers. */
export interface CityServices {
  seeded(): boolean;
}

declare module '../http/context.ts' {
  interface Services {
    readonly city?: CityServices;
  }
}
