import { defineEntity, p } from '@mikro-orm/core';

/** Leadership of a chore that one process at a time does. Held until `until`, by `holder`. */
const LeaseSchema = defineEntity({
  name: 'Lease',
  tableName: 'leases',
  properties: {
    name: p.string().primary(),
    holder: p.string(),
    until: p.string(),
  },
});

export class Lease extends LeaseSchema.class {}
LeaseSchema.setClass(Lease);
