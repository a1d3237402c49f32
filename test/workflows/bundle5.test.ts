import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fetchRuns } from '../../server/audit/history.ts';
import { openOffice } from './support/office.ts';
import type { Office } from './support/office.ts';
import { bundle5 } from './support/programs.ts';

describe('the bundle of five departments', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
    await office.work();
  }, 120_000);
  afterAll(() => office.close());

  test('costs one timer for five deadlines, two events for a command, three for a call or a batch', async () => {
    // given
    const caseNumber = await office.start(bundle5());
    // when
    await Promise.all([0, 1, 2, 3, 4].map((n) => office.complete(caseNumber, `approve${n}`)));
    await office.result(caseNumber);
    // then
    const [run] = await fetchRuns(office.cases.client, caseNumber);
    const events = run!.history.events!;
    const count = (kind: string) => events.filter((event) => (event as Record<string, unknown>)[`${kind}EventAttributes`]).length;
    const batches = events.filter((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'project').length;
    const tasks = count('workflowTaskScheduled') + count('workflowTaskStarted') + count('workflowTaskCompleted') + count('workflowTaskFailed') + count('workflowTaskTimedOut');
    expect(count('timerStarted')).toBe(1);
    expect(count('activityTaskScheduled')).toBe(7 + batches);
    expect(batches).toBeLessThanOrEqual(7);
    // Start and end, a timer, five commands, seven calls: what is left is workflow tasks and batches for the read model.
    expect(events.length - tasks - 3 * batches).toBe(2 + 1 + 5 * 2 + 7 * 3);
    const { historySize } = await office.cases.client.workflow.getHandle(caseNumber).describe();
    expect(historySize).toBeLessThan(48_000);
  }, 120_000);
});
