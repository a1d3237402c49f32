import { expect, test } from '@jest/globals';
import { loadDecisions } from '../../definitions/decisions/load.ts';
import { evaluateDecision } from '../../engine/decisions/evaluate.ts';

test('every shipped decision file is read without a problem', async () => {
  const { decisions, problems } = await loadDecisions();
  expect([problems, Object.keys(decisions)]).toEqual([[], ['food-premises-risk']]);
});

test.each([
  [320, false, 'high', ['large']],
  [120, true, 'medium', ['hot']],
  [120, false, 'low', ['cold']],
  [60, true, 'low', []],
])('premises of %d square metres, hot food %p, are of risk %s', async (area, hotFood, risk, rules) => {
  const { decisions } = await loadDecisions();
  const { value, records } = evaluateDecision(decisions['food-premises-risk']!, 'food-premises-risk', { values: { area, hotFood }, json: true }, '2026-09-18T01:30:00.000Z');
  expect([value, records[0]!.tables]).toEqual([risk, [{ table: 'risk_table', rules }]]);
});
