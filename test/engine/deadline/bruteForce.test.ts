import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { roundedDays } from '../../../engine/deadline/days.ts';
import { deadlineReport } from '../../../engine/deadline/report.ts';
import { uncheckedProgram } from '../../support/uncheckedProgram.ts';
import { drawTimed, everySample, type Sample, timedFlow, timedQuestions } from '../../support/timedFlow.ts';
import { latestEnd } from '../../support/timedRuns.ts';
import { seed } from '../../support/seed.ts';

const FLOWS = 300;

test(`of ${FLOWS} random flows with limits, the proof finds the same latest end for every applicant as trying all runs`, async () => {
  const wrong: string[] = [];
  const counted = { flows: 0, situations: 0, alike: 0 };
  for (const flow of fc.sample(timedFlow, { seed, numRuns: FLOWS })) {
    const { xml, called } = await drawTimed(flow);
    const report = deadlineReport(await uncheckedProgram(xml, called), timedQuestions);
    const truth = new Map(everySample.map((sample) => [sample, roundedDays(latestEnd(flow, sample))]));
    const told = report.ways.map(({ days }) => days);
    const expected = [...new Set(truth.values())].sort((a, b) => b - a);
    if (report.open.length > 0 || JSON.stringify(told) !== JSON.stringify(expected)) wrong.push(`${JSON.stringify(flow)} told ${told.join()} expected ${expected.join()}`);
    for (const way of report.ways) {
      // Whoever gives these answers, whatever else he answers, takes so long.
      const meant = [...truth].filter(([sample]) => Object.entries(way.answers).every(([name, value]) => JSON.stringify(sample[name as keyof Sample]) === JSON.stringify(value)));
      if (meant.length === 0 || meant.some(([, days]) => days !== way.days)) wrong.push(`${JSON.stringify(flow)} answers ${JSON.stringify(way.answers)}`);
    }
    counted.flows += 1;
    counted.situations += truth.size;
    if (report.ways.length === 1) counted.alike += 1;
  }
  console.log(`seed ${seed}: ${JSON.stringify(counted)}`);
  expect(wrong.slice(0, 3)).toEqual([]);
  // 0.78 of them, give or take 0.024: in the others the answers do make a difference.
  expect(counted.alike).toBeLessThan(FLOWS * 0.92);
}, 60_000);
