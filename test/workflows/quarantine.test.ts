import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { takeBack } from '../../server/quarantine/setAside.ts';
import { openOffice, until } from './support/office.ts';
import type { Office } from './support/office.ts';
import { otherBundle } from './support/otherBundle.ts';
import { approval } from './support/programs.ts';

const bomb = "if (input.caseNumber.startsWith('T-poison') && !globalThis.defused) { const hoard = []; for (;;) hoard.push(new Array(1_000_000).fill(hoard.length)); }";

describe('a case that kills workers', () => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
    await otherBundle(office.dataDir, [['async function caseWorkflow(input) {', `async function caseWorkflow(input) {${bomb}`]]);
  }, 120_000);
  afterAll(() => office.close(), 60_000);

  test('W-02 is set aside after two deaths, and ten healthy cases finish', async () => {
    // given
    let deaths = 0;
    let stopping = false;
    const supervised = (async () => {
      while (!stopping) {
        const worker = await office.work({ heapMegabytes: 400 });
        await Promise.race([worker.ended, until(async () => stopping, 300_000)]);
        if (!stopping) deaths += 1;
        else await worker.stop();
      }
    })();
    const poison = await office.start(approval(), { caseNumber: 'T-poison' });
    const healthy = await Promise.all(Array.from({ length: 10 }, () => office.start(approval())));
    // when
    await Promise.all(
      healthy.map(async (caseNumber) => {
        const { instance } = await until(async () => office.steps(caseNumber).flatMap((step) => step.log).find((entry) => entry.type === 'opened'), 90_000);
        await office.command(caseNumber, { type: 'complete', instance, opinion: 'agree' });
      }),
    );
    const results = await Promise.all(healthy.map(office.result));
    // then
    expect(results.map(({ status }) => status)).toEqual(healthy.map(() => 'completed'));
    await until(async () => office.setAside.length > 0);
    expect(office.setAside).toEqual([{ caseNumber: poison, deaths: 2 }]);
    await new Promise((resolve) => setTimeout(resolve, 12_000));
    expect(deaths).toBe(2);
    const { status } = await office.cases.client.workflow.getHandle(poison).describe();
    expect(status.name).toBe('RUNNING');
    // when an operator gives it back, it is executed again: it kills once more and is set aside at once
    await takeBack(office.cases.client, poison);
    await until(async () => office.setAside.length === 2, 60_000);
    // On a busy machine another worker may take it up before it is set aside.
    expect(deaths).toBeGreaterThanOrEqual(3);
    expect(deaths).toBeLessThanOrEqual(4);
    stopping = true;
    await supervised;
  }, 240_000);
});
