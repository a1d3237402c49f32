import { describe, expect, test } from '@jest/globals';
import { coreDriver } from '../../scripts/conformance/core/coreDriver.ts';
import { runEntry } from '../../scripts/conformance/run.ts';
import { expectAgreement } from './expectAgreement.ts';
import { casesIn } from './cases.ts';

const folders = ['open', 'exotic', 'reject'].map((folder) => [folder, casesIn(folder)] as const).filter(([, entries]) => entries.length > 0);

describe('cases of other projects on the pure core', () => {
  test('are there', () => {
    expect(folders.map(([folder]) => folder)).toContain('open');
  });

  describe.each(folders)('%s', (_folder, entries) => {
    test.each(entries.map((entry) => [entry.id, entry] as const))('%s', async (_id, entry) => {
      expectAgreement(entry.id, await runEntry(entry, coreDriver()));
    }, 60_000);
  });
});
