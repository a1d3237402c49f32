/**
 * The yardstick: what somebody writes by hand for the same five departments, in plain Temporal. An update for each
 * decision, a reminder after five days, a department call each, a join, a decision. `plain` saves rows and audit by
 * activities of their own; `lean` leaves that to the department's activity and to whoever sends the update; `local` is
 * `lean` with its calls as local activities.
 */
import { CancellationScope, condition, defineUpdate, proxyActivities, proxyLocalActivities, setHandler, sleep } from '@temporalio/workflow';
import type { HandActivities } from './activities.ts';

const startToCloseTimeout = '12 seconds';
const ordinary = proxyActivities<HandActivities>({ startToCloseTimeout });
const locally = proxyLocalActivities<HandActivities>({ startToCloseTimeout });

/** A decision on branch `n`. */
export const decide = defineUpdate<{ open: number }, [{ n: number; opinion: string; user: string }]>('decide');

export interface HandInput {
  readonly caseNumber: string;
  readonly branches: number;
  readonly saves: boolean;
  readonly local: boolean;
  readonly variables: object;
}

export async function handWritten({ caseNumber, branches, saves, local, variables }: HandInput): Promise<{ outcome: string }> {
  const { call } = local ? locally : ordinary;
  const answers = new Map<number, (opinion: string) => void>();
  const opinions: string[] = [];
  setHandler(
    decide,
    ({ n, opinion }) => {
      answers.get(n)?.(opinion);
      answers.delete(n);
      return { open: answers.size };
    },
    {
      validator: ({ n }) => {
        if (!answers.has(n)) throw new Error(`Expected ${n} to be open`);
      },
    },
  );
  const told = async (what: string, n: number | null = null, opinion: string | null = null) => {
    if (saves) await ordinary.save({ caseNumber, what, n, opinion });
  };
  const waiting: Promise<void>[] = [];
  const branch = async (n: number) => {
    await call({ caseNumber, step: `dept${n}`, n, variables, opens: true });
    const answered = new Promise<string>((resolve) => answers.set(n, resolve));
    await told('opened', n);
    const reminder = new CancellationScope();
    void reminder.run(async () => {
      await sleep('5 days');
      await call({ caseNumber, step: `remind${n}`, n, variables, opens: false });
    }).catch(() => undefined);
    const opinion = await answered;
    reminder.cancel();
    opinions.push(opinion);
    if (saves) waiting.push(told('decided', n, opinion));
  };
  await told('started');
  await call({ caseNumber, step: 'accept', n: null, variables, opens: false });
  await Promise.all(Array.from({ length: branches }, (_, n) => branch(n)));
  const outcome = opinions.includes('disagree') ? 'refuse' : 'issue';
  await call({ caseNumber, step: outcome, n: null, variables, opens: false });
  await told('closed', null, outcome);
  await Promise.all(waiting);
  await condition(() => true);
  return { outcome };
}
