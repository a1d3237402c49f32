import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'CalendarOverlay',
  tableName: 'calendar_overlays',
  properties: {
    /** Order of decision: of one date's decisions the last one holds. */
    position: p.integer().primary(),
    date: p.string().length(10),
    working: p.boolean(),
    reason: p.string().length(200),
    decidedBy: p.string().length(60),
    decidedAt: p.string().length(24),
  },
});

/** A city's own decision on one day (台风停工). */
export class CalendarOverlay extends schema.class {}
schema.setClass(CalendarOverlay);
