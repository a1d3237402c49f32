/** Dates are read in China's time, whatever the browser's zone is. */
const OFFSET_MS = 8 * 3_600_000;

/** 2026年9月30日 / 30 Sep 2026, from a civil date or an instant; empty text for nothing. */
export function dateText(value: string | null | undefined, locale: string): string {
  const parts = civilParts(value);
  if (!parts) return '';
  const [year, month, day] = parts;
  return locale.startsWith('zh') ? `${year}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${year}`;
}

/** The date with its weekday: 2026年9月30日 周三. */
export function dayText(value: string | null | undefined, locale: string): string {
  const parts = civilParts(value);
  if (!parts) return '';
  const weekday = new Date(Date.UTC(parts[0], parts[1] - 1, parts[2])).getUTCDay();
  return locale.startsWith('zh') ? `${dateText(value, locale)} 周${'日一二三四五六'[weekday]}` : `${DAYS[weekday]} ${dateText(value, locale)}`;
}

/** 2026-09-18 09:30 in China's time. */
export function timeText(instant: string | null | undefined): string {
  if (!instant) return '';
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) return instant;
  return new Date(ms + OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** Civil date (2026-09-18) in China of an instant; a civil date stays itself. */
export function civilOf(value: string): string {
  return value.length === 10 ? value : new Date(Date.parse(value) + OFFSET_MS).toISOString().slice(0, 10);
}

function civilParts(value: string | null | undefined): [number, number, number] | null {
  if (!value) return null;
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(value.length > 10 && !Number.isNaN(Date.parse(value)) ? civilOf(value) : value);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Whole days from one instant to another, by China's calendar days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(civilOf(to)) - Date.parse(civilOf(from))) / 86_400_000);
}
