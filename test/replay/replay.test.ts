import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultPayloadConverter } from '@temporalio/common';
import { createCodec } from '../../activities/codec.ts';
import type { SafeAnswer } from '../../activities/ports.ts';
import { fetchRuns, runsToJson } from '../../server/audit/history.ts';
import type { RunHistory } from '../../server/audit/history.ts';
import { readRecords } from '../../server/audit/records.ts';
import { replayCase } from '../../server/audit/replayCase.ts';
import type { CaseCommand } from '../../workflows/messages.ts';
import { openOffice, until } from '../workflows/support/office.ts';
import type { Office } from '../workflows/support/office.ts';
import { approval, chainOfSteps, lookedUp } from '../workflows/support/programs.ts';
import { openRegistry } from './registry.ts';
import type { Registry } from './registry.ts';

describe('replaying a finished case', () => {
  let office: Office;
  let registry: Registry;
  const program = approval();

  beforeAll(async () => {
    office = await openOffice();
    registry = await openRegistry(office);
    await registry.publish(program, 'approval');
    await office.work();
  }, 120_000);
  afterAll(async () => {
    await office.close();
    await registry.close();
  });

  /** A case that ended, with everything in the read model. */
  async function finishedCase(options: { runLimit?: number } = {}, key = 'approval', running = program): Promise<string> {
    const caseNumber = `440400${randomUUID().slice(0, 8)}`;
    await registry.accept(running, key, caseNumber);
    await office.start(running, { caseNumber, ...options });
    for (const element of key === 'approval' ? ['approve'] : Array.from({ length: 12 }, (_, n) => `step${n}`)) await office.complete(caseNumber, element);
    await office.result(caseNumber);
    return caseNumber;
  }

  const sources = async (caseNumber: string, runs?: RunHistory[]) => ({
    caseNumber,
    runs: runs ?? (await fetchRuns(office.cases.client, caseNumber)),
    records: (await readRecords(registry.orm.em.fork(), caseNumber))!,
    codec: office.codec,
    dataDir: office.dataDir,
  });

  /** `npm run replay`, as the auditor calls it. */
  async function command(...given: string[]): Promise<{ code: number; said: string }> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/replay.ts', ...given], {
      env: { ...process.env, YJS_DATA: office.dataDir, TEMPORAL_ADDRESS: office.address, TEMPORAL_NAMESPACE: office.namespace, DATABASE_URL: '' },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, said };
  }

  test('says 相同 with counts when nothing was touched', async () => {
    const caseNumber = await finishedCase();
    const { code, said } = await command(caseNumber);
    expect(said).toMatch(new RegExp(`相同：办件 ${caseNumber} 的 4 个事件.*命令 2 条，部门答复 2 次`));
    expect(code).toBe(0);
  }, 120_000);

  test('follows a case through all its runs', async () => {
    const steps = chainOfSteps(12);
    await registry.publish(steps, 'steps');
    const caseNumber = await finishedCase({ runLimit: 30 }, 'steps', steps);
    const verdict = await replayCase(await sources(caseNumber));
    expect(verdict).toMatchObject({ same: true, difference: null, compared: { steps: 13, commands: 13, behind: 0 } });
    expect(verdict.workflow.runs).toBeGreaterThan(1);
  }, 120_000);

  test('replays a case that is still open as far as it has come', async () => {
    const caseNumber = `440400${randomUUID().slice(0, 8)}`;
    await registry.accept(program, 'approval', caseNumber);
    await office.start(program, { caseNumber });
    await until(async () => (await readRecords(registry.orm.em.fork(), caseNumber))?.seq === 2);
    expect(await replayCase(await sources(caseNumber))).toMatchObject({ same: true, compared: { steps: 2 } });
  }, 60_000);

  test('names the event when an opinion was changed in the fetched history', async () => {
    // given
    const caseNumber = await finishedCase();
    const runs = await fetchRuns(office.cases.client, caseNumber);
    for (const event of runs[0]!.history.events!) {
      const args = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.args;
      if (!args?.payloads) continue;
      const [opened] = await office.codec.decode(args.payloads);
      const accepted = defaultPayloadConverter.fromPayload<CaseCommand>(opened!);
      args.payloads = await office.codec.encode([defaultPayloadConverter.toPayload({ ...accepted, event: { ...accepted.event, opinion: 'disagree' } })!]);
    }
    const file = join(office.dataDir, `${caseNumber}.json`);
    writeFileSync(file, runsToJson(caseNumber, runs));
    // when
    const { code, said } = await command(caseNumber, '--file', file);
    // then
    expect(said).toContain(`不同：办件 ${caseNumber} 第 3 个事件（complete，环节 approve）：历史中的 opinion 为 disagree，重演应为 agree`);
    expect(code).toBe(1);
    const { difference, workflow } = await replayCase(await sources(caseNumber, runs));
    expect(difference).toMatchObject({ seq: 3, type: 'complete', element: 'approve', what: 'opinion', where: 'history' });
    expect(workflow.failure).not.toBeNull();
  }, 120_000);

  test('names the event when an opinion was changed in the read model', async () => {
    // given
    const caseNumber = await finishedCase();
    await registry.tamper("update work_items set opinion = 'disagree' where case_number = ?", [caseNumber]);
    // when
    const { code, said } = await command(caseNumber);
    // then
    expect(said).toContain(`不同：办件 ${caseNumber} 第 3 个事件（complete，环节 approve）：台账中的 workItem.opinion 为 disagree，重演应为 agree`);
    expect(code).toBe(1);
  }, 120_000);

  test.each([
    ['its event', `update case_events set event = replace(event, '"opinion":"agree"', '"opinion":"disagree"') where case_number = ?`, 'opinion'],
    ['its effects', `update case_log set entry = replace(entry, '"opinion":"agree"', '"opinion":"disagree"') where case_number = ?`, 'log.0.opinion'],
    ['its chain', `update case_events set chain = case substr(chain, 1, 1) when 'f' then '0' else 'f' end || substr(chain, 2) where seq = 3 and case_number = ?`, 'chain'],
  ])('finds a change of %s in the read model', async (_, sql, what) => {
    const caseNumber = await finishedCase();
    await registry.tamper(sql, [caseNumber]);
    expect((await replayCase(await sources(caseNumber))).difference).toMatchObject({ seq: 3, type: 'complete', element: 'approve', what, where: 'readModel' });
  }, 120_000);

  test('names the flow and the event when a condition was changed in the stored program', async () => {
    // given
    const conditioned = { ...approval('P6D') };
    await registry.publish(conditioned, 'conditioned');
    const caseNumber = `440400${randomUUID().slice(0, 8)}`;
    await registry.accept(conditioned, 'conditioned', caseNumber);
    await office.start(conditioned, { caseNumber });
    await office.complete(caseNumber, 'approve');
    await office.result(caseNumber);
    await registry.tamper("update definition_versions set program = replace(program, '= 0', '= 1') where key = ?", ['conditioned']);
    // when
    const { code, said } = await command(caseNumber);
    // then
    expect(said).toContain(`不同：办件 ${caseNumber} 第 3 个事件（complete，环节 decide_issue）：已发布流程中的 processes.approval.flows.5.condition`);
    expect(code).toBe(1);
  }, 120_000);

  test('finds answers of departments and forged times that were changed in the history', async () => {
    const caseNumber = await finishedCase();
    const runs = await fetchRuns(office.cases.client, caseNumber);
    // The read model's activity may end before the department's.
    const events = runs[0]!.history.events!;
    const asked = events.find((event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'callDepartment')!;
    const done = events.find((event) => String(event.activityTaskCompletedEventAttributes?.scheduledEventId) === String(asked.eventId))!;
    done.activityTaskCompletedEventAttributes!.result!.payloads = await office.codec.encode([defaultPayloadConverter.toPayload({ kind: 'done', variables: { forged: true } })!]);
    expect((await replayCase(await sources(caseNumber, runs))).difference).toMatchObject({ seq: 2, type: 'job', element: 'accept', what: 'outcome.variables', where: 'history' });
    const again = await fetchRuns(office.cases.client, caseNumber);
    for (const event of again[0]!.history.events!) if (event.workflowTaskStartedEventAttributes) (event.eventTime as { nanos: number }).nanos = 1_000_000;
    expect(await replayCase(await sources(caseNumber, again))).toMatchObject({ same: false, workflow: { runs: 0, failure: expect.stringMatching(/nondeterminism/i) } });
  }, 120_000);

  test('finds the answer of a call that only reads where it was changed in the history', async () => {
    const looking = lookedUp();
    await registry.publish(looking, 'looking');
    const caseNumber = `440400${randomUUID().slice(0, 8)}`;
    await registry.accept(looking, 'looking', caseNumber);
    await office.start(looking, { caseNumber });
    await office.complete(caseNumber, 'approve');
    await office.result(caseNumber);
    expect(await replayCase(await sources(caseNumber))).toMatchObject({ same: true, compared: { steps: 4, answers: 2 } });
    const runs = await fetchRuns(office.cases.client, caseNumber);
    const said = runs[0]!.history.events!.flatMap((event) => event.markerRecordedEventAttributes?.details?.result ?? [])[0]!;
    const answer = defaultPayloadConverter.fromPayload<SafeAnswer>((await office.codec.decode(said.payloads!))[0]!);
    said.payloads = await office.codec.encode([defaultPayloadConverter.toPayload({ ...answer, outcome: { kind: 'done', variables: { forged: true } } })!]);
    expect(await replayCase(await sources(caseNumber, runs))).toMatchObject({ difference: { seq: 2, type: 'job', element: 'look', what: 'outcome.variables', where: 'history' }, workflow: { failure: expect.stringMatching(/nondeterminism/i) } });
  }, 120_000);

  test('says which key is missing when the history was written with another one', async () => {
    const caseNumber = await finishedCase();
    await expect(replayCase({ ...(await sources(caseNumber)), codec: createCodec(randomBytes(32)) })).rejects.toThrow(/encrypted with key [0-9a-f]{16}, which is not here/);
  }, 60_000);

  test('says so when there is no such case', async () => {
    expect(await command('440400-none')).toMatchObject({ code: 1, said: expect.stringContaining('没有办件 440400-none') });
  }, 60_000);
});
