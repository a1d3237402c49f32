import { addDuration } from '../../../engine/clock/iso8601.ts';

/** An ISO 8601 duration in milliseconds from now. */
export function durationMs(text: string): number {
  const now = new Date().toISOString();
  return Date.parse(addDuration(now, text)) - Date.parse(now);
}
