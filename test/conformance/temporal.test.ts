import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { type OwnPlatform, startPlatform } from '../../scripts/chaos/platform.ts';
import { openClient } from '../../server/client/client.ts';
import type { EngineDriver } from '../../scripts/conformance/driver.ts';
import { httpDriver } from '../../scripts/conformance/http/httpDriver.ts';
import { runEntry } from '../../scripts/conformance/run.ts';
import { expectAgreement } from './expectAgreement.ts';
import { casesIn, isExecution } from './cases.ts';

const entries = ['open', 'exotic'].flatMap(casesIn).filter(isExecution);

describe('cases of other projects over HTTP on a real Temporal', () => {
  let platform: OwnPlatform;
  let open: () => EngineDriver;

  beforeAll(async () => {
    platform = await startPlatform();
    const person = await openClient(platform.url, platform.dataDir, { patienceMs: 120_000 }).as('admin1');
    open = () => httpDriver({ person, standinsUrl: platform.standinsUrl, clock: 'rehearsal' });
  }, 300_000);
  afterAll(() => platform?.stop(false), 120_000);

  test.each(entries.map((entry) => [entry.id, entry] as const))('%s', async (_id, entry) => {
    expectAgreement(entry.id, await runEntry(entry, open()));
  }, 600_000);
});
