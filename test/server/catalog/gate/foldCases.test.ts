import { expect, test } from '@jest/globals';
import { foldCases } from '../../../../server/catalog/gate/foldCases.ts';
import type { PastCase } from '../../../../server/catalog/gate/foldWorker.ts';

const broken: PastCase = { caseNumber: 'C-1', version: 1, events: 'this is no list' };

test('given cases that a thread breaks on while more are being read, then the run says so and nothing outlives it', async () => {
  const unmet: unknown[] = [];
  const note = (reason: unknown): void => void unmet.push(reason);
  process.on('unhandledRejection', note);
  async function* slowly(): AsyncGenerator<readonly PastCase[]> {
    yield [broken];
    await new Promise((resolve) => setTimeout(resolve, 400));
    yield [broken];
  }

  await expect(foldCases({ next: null as never, versions: {} }, slowly(), async () => true)).rejects.toThrow();
  process.off('unhandledRejection', note);
  expect(unmet).toEqual([]);
}, 30_000);
