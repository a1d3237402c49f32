import { expect, test } from '@jest/globals';
import { runChaos } from '../../scripts/chaos/run.ts';

test('three kills of a platform at work: what was acknowledged is there, exactly once', async () => {
  const lines: string[] = [];

  const { violations, figures, kills } = await runChaos({ seed: 20261125, matters: ['open-a-restaurant'], cases: 2, kills: 3, acknowledgements: 20, patienceMs: 120_000, tell: (line) => lines.push(line) });

  expect(violations).toEqual([]);
  expect(kills).toHaveLength(3);
  expect(figures.acknowledgements).toBeGreaterThanOrEqual(20);
  expect(figures.casesEnded! + figures.casesInIncident!).toBe(figures.cases);
}, 400_000);
