import { expect, test } from '@jest/globals';
import { connectorWait, type JobMoment } from '../../../server/departments/connectorWait.ts';
import { lateRule } from '../../../server/departments/lateRule.ts';

const at = (hour: number): string => new Date(Date.UTC(2026, 8, 18, hour)).toISOString();
const hours = (n: number): number => n * 3_600_000;

test.each([
  ['prompt all the way', [1, 1, 1], true, null],
  ['within the hour', [1, 2, 3], true, null],
  ['typed in afterwards', [1, 4, 4], true, 'REPORTED_AFTERWARDS'],
  ['long on the way', [1, 1, 4], true, 'RECEIVED_AFTERWARDS'],
  ['waited for by nobody', [1, 1, 1], false, 'NOT_AWAITED'],
] as const)('a record %s', (_what, [occurred, reported, received], awaited, rule) => {
  expect(lateRule({ occurredAt: at(occurred), reportedAt: at(reported), receivedAt: at(received) }, awaited)).toBe(rule);
});

const told = (...moments: [number, JobMoment['state']][]): JobMoment[] => moments.map(([hour, state]) => ({ at: at(hour), instance: 7, state }));

test.each<[string, JobMoment[], number]>([
  ['answered at once: nothing', told([1, 'asked'], [1, 'done']), 0],
  ['failing until the third try: from the ask to the answer', told([1, 'asked'], [2, 'failed'], [2, 'waiting'], [3, 'asked'], [4, 'waiting'], [6, 'asked'], [6, 'done']), hours(5)],
  ['taken and silent: not ours', told([1, 'asked'], [1, 'accepted'], [9, 'done']), 0],
  ['failing still: until now', told([1, 'asked'], [2, 'waiting']), hours(9)],
  ['two outages: both', told([1, 'asked'], [2, 'waiting'], [3, 'accepted'], [4, 'asked'], [5, 'failed'], [7, 'done']), hours(2 + 3)],
])('waiting charged to the connector, %s', (_what, moments, wait) => {
  expect(connectorWait(moments, at(10)).get(7)).toBe(wait);
});
