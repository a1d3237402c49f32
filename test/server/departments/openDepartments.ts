import { createDepartmentServices } from '../../../server/departments/services.ts';
import { departmentRoutes } from '../../../server/departments/routes.ts';
import type { Context } from '../../../server/http/context.ts';
import { Department } from '../../../server/identity/Department.ts';
import { identityRoutes } from '../../../server/identity/routes.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { openTestApp } from '../support/openTestApp.ts';

export const master = deriveMasterKey(Buffer.alloc(32, 7));

/** An application with this module's routes and two departments, waterAffairs and gasCompany. */
export async function openDepartments(given: { databaseUrl?: string | null; now?: () => string } = {}) {
  const services = { departments: createDepartmentServices(master) } as Context['services'];
  const test = await openTestApp({
    routes: [...identityRoutes, ...departmentRoutes],
    services,
    ...(given.databaseUrl !== undefined && { config: { databaseUrl: given.databaseUrl } }),
    ...(given.now && { now: given.now }),
  });
  const em = test.orm.em.fork();
  em.create(Department, { id: 'waterAffairs', nameZh: '水务局', nameEn: 'Water Affairs', sample: false, position: 1 });
  em.create(Department, { id: 'gasCompany', nameZh: '燃气企业', nameEn: 'Gas company', sample: true, position: 2 });
  await em.flush();
  return test;
}

/** A secret in the form of Standard Webhooks. */
export const secretOf = (letter: string): string => `whsec_${Buffer.alloc(32, letter).toString('base64')}`;
