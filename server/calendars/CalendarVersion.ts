import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'CalendarVersion',
  tableName: 'calendar_versions',
  properties: {
    version: p.string().length(40).primary(),
    year: p.integer().index(),
    /** The notice as people cite it. */
    notice: p.string().length(200),
    restDays: p.json().$type<string[]>(),
    workDays: p.json().$type<string[]>(),
    importedBy: p.string().length(60),
    importedAt: p.string().length(24),
    /** Order of import: of one year's versions the last one holds. */
    position: p.integer(),
  },
});

/** A published year as it was imported. Rows are only added: every computed date stays explainable. */
export class CalendarVersion extends schema.class {}
schema.setClass(CalendarVersion);
