import { defineEntity, p } from '@mikro-orm/core';

/** Under this id the system that answers jobs of no department is registered. */
export const workersId = 'workers';

/**
 * A department's own system as an administrator registered it: where it is, how it is spoken to, what it can bear.
 * Its signing secrets are sealed with the platform's master key and are never shown again.
 */
const DepartmentSystemSchema = defineEntity({
  name: 'DepartmentSystem',
  tableName: 'department_systems',
  properties: {
    /** Organisation id, or `workersId` for the system that answers drawn service tasks of no department. */
    department: p.string().length(60).primary(),
    /** File name of the connector under activities/connectors. */
    protocol: p.string().length(40),
    baseUrl: p.string().length(500),
    /** JSON list: hosts (`name`, `name:port`) and networks (`10.1.0.0/16`) that calls may go to. */
    allowedHosts: p.text(),
    sealedSecret: p.text(),
    /** The secret before the newest one: still good for callbacks, so that a department can change over. */
    sealedOldSecret: p.text().nullable(),
    /** Calls in flight at one time, 1-64. */
    maximumInFlight: p.integer().default(4),
    /** A system out of service is not called: its jobs end as incidents that name it. */
    enabled: p.boolean().default(true),
    registeredBy: p.string(),
    registeredAt: p.string(),
  },
});

export class DepartmentSystem extends DepartmentSystemSchema.class {}
DepartmentSystemSchema.setClass(DepartmentSystem);
