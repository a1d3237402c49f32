import type { RecordTimes } from '../../engine/event.ts';

/** Why a record counts as entered afterwards (补录). */
export type LateRule = 'REPORTED_AFTERWARDS' | 'RECEIVED_AFTERWARDS' | 'NOT_AWAITED';

/** Reporting within this time of the happening, and receiving within it of the report, is prompt. */
const promptMs = 60 * 60 * 1000;

/**
 * The rule that marks a record as entered afterwards, or null. Reported more than an hour after it happened: somebody
 * typed it in later. Received more than an hour after it was reported: the way between was broken. Not awaited: the
 * step had ended, so it is evidence without effect.
 */
export function lateRule({ occurredAt, reportedAt, receivedAt }: RecordTimes, awaited = true): LateRule | null {
  if (!awaited) return 'NOT_AWAITED';
  if (Date.parse(reportedAt) - Date.parse(occurredAt) > promptMs) return 'REPORTED_AFTERWARDS';
  if (Date.parse(receivedAt) - Date.parse(reportedAt) > promptMs) return 'RECEIVED_AFTERWARDS';
  return null;
}
