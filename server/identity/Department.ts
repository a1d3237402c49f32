import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Department',
  tableName: 'departments',
  properties: {
    id: p.string().length(60).primary(),
    nameZh: p.string().length(100),
    nameEn: p.string().length(100),
    /** Not named by the city's own document: invented for the demonstration, and shown so. */
    sample: p.boolean().default(false),
    position: p.integer(),
  },
});

/** A unit that takes part in matters: a bureau, a centre or a utility. */
export class Department extends schema.class {}
schema.setClass(Department);
