import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { createCodec } from '../../activities/codec.ts';
import { ConnectorFailure } from '../../activities/connectors/connector.ts';
import { compareCase } from '../../server/audit/compareCase.ts';
import { fetchRuns, readRun, runsFromJson, runsToJson } from '../../server/audit/history.ts';
import { currentBundle } from '../../server/bundles.ts';
import { installTemporalRuntime } from '../../server/temporalRuntime.ts';
import { openOffice, until } from './support/office.ts';
import type { Office } from './support/office.ts';
import { approval, bundle5, chainOfSteps, fanOut } from './support/programs.ts';

const folder = join(import.meta.dirname, '..', 'histories');
const payloadKey = '07'.repeat(32);
const codec = createCodec(Buffer.from(payloadKey, 'hex'));

/** How each file came to be. */
const recordings: Record<string, (office: Office) => Promise<string>> = {
  'bundle-of-five': async (office) => {
    const caseNumber = await office.start(bundle5(), { caseNumber: 'golden-bundle-of-five' });
    for (const n of [0, 1, 2, 3]) await office.complete(caseNumber, `approve${n}`);
    await office.complete(caseNumber, 'approve4', 'disagree');
    await office.result(caseNumber);
    return caseNumber;
  },
  'rehearsed-outage': async (office) => {
    let calls = 0;
    office.answer = async () => {
      if ((calls += 1) <= 4) throw new ConnectorFailure('DEPARTMENT_UNREACHABLE', 'connection refused');
      return { kind: 'done', variables: { certificate: 'A-1' } };
    };
    const caseNumber = await office.start(approval('P5D'), { clockMode: 'rehearsal', now: '2026-03-02T01:00:00.000Z', caseNumber: 'golden-rehearsed-outage' });
    const actor = { user: 'supervisor1', role: 'supervisor' };
    for (const to of ['2026-03-02T03:00:00.000Z', '2026-03-10T01:00:00.000Z']) {
      await office.cases.advance(caseNumber, { commandId: to, actor, to });
      await until(async () => office.batches.findLast((batch) => batch.caseNumber === caseNumber)?.snapshot.now === to);
    }
    await office.complete(caseNumber, 'approve');
    await office.result(caseNumber);
    return caseNumber;
  },
  'calls-that-read': async (office) => {
    // One of them is too slow: an ordinary call follows.
    let calls = 0;
    office.answer = async () => {
      const n = (calls += 1);
      await new Promise((resolve) => setTimeout(resolve, n === 3 ? 1_500 : 80 - 10 * (n % 8)));
      return { kind: 'done', variables: { [`licence${n}`]: 'valid' } };
    };
    const caseNumber = await office.start(fanOut(10, true), { caseNumber: 'golden-calls-that-read' });
    await office.complete(caseNumber, 'last');
    await office.result(caseNumber);
    return caseNumber;
  },
  'several-runs': async (office) => {
    const caseNumber = await office.start(chainOfSteps(12), { runLimit: 30, caseNumber: 'golden-several-runs' });
    for (let n = 0; n < 12; n += 1) await office.complete(caseNumber, `step${n}`);
    await office.result(caseNumber);
    return caseNumber;
  },
};

if (process.env.YJS_RECORD_HISTORIES === '1') {
  describe('recording histories', () => {
    test.each(Object.keys(recordings))('%s', async (name) => {
      const office = await openOffice(payloadKey);
      await office.work();
      const caseNumber = await recordings[name]!(office);
      // Stack traces name files of this project, not where it lay when the history was recorded.
      const recorded = runsToJson(caseNumber, await fetchRuns(office.cases.client, caseNumber)).replaceAll(/(file:\/\/)?\/[^\s"()]*?\/(?=(node_modules|engine|activities|workflows|server|test)\/)/g, '');
      writeFileSync(join(folder, `${name}.json`), `${recorded}\n`);
      await office.close();
    }, 180_000);
  });
}

describe('histories recorded by earlier code', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yijianshi-histories-'));
  let code: ReturnType<typeof currentBundle>;

  beforeAll(() => {
    installTemporalRuntime();
    code = currentBundle(dataDir);
    return code;
  }, 120_000);
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  test('are all here', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => name.replace('.json', '')).sort()).toEqual(Object.keys(recordings).sort());
  });

  test.each(Object.keys(recordings))('%s replays with the code as it stands: through the workflow and through the interpreter', async (name) => {
    const { caseNumber, runs } = runsFromJson(readFileSync(join(folder, `${name}.json`), 'utf8'));
    // The interpreter first: it names what differs.
    const recorded = await Promise.all(runs.map((run) => readRun(run, codec)));
    const { difference, compared } = compareCase(recorded, null);
    expect(difference).toBeNull();
    expect(compared.steps).toBeGreaterThan(5);
    // Then the driver.
    const { path } = await code;
    for (const { history } of runs) await Worker.runReplayHistory({ workflowBundle: { codePath: path }, dataConverter: { payloadCodecs: [codec] } }, history, caseNumber);
  }, 120_000);
});
