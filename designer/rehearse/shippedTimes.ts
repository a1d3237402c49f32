import type { Calendar } from '../../engine/clock/calendar.ts';
import type { Ladder } from '../../engine/clock/ladder.ts';
import { mergeYears, type CalendarYear } from '../../engine/clock/mergeYears.ts';
import y2024 from '../../definitions/calendars/cn-2024.json' with { type: 'json' };
import y2025 from '../../definitions/calendars/cn-2025.json' with { type: 'json' };
import y2026 from '../../definitions/calendars/cn-2026.json' with { type: 'json' };
import ladder from '../../definitions/ladders/default.json' with { type: 'json' };

/** The shipped calendar years, for trying a flow; real cases use the city's own. */
export const shippedCalendar = (): Calendar => mergeYears([y2024, y2025, y2026] as readonly CalendarYear[]);

/** The shipped ladders, for trying a flow. */
export const shippedLadders = (): Readonly<Record<string, Ladder>> => ({ [ladder.id]: ladder as unknown as Ladder });
