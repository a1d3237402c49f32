import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { departmentsBy } from '../../engine/scenario/departmentsBy.ts';

/** The department in whose name a demonstration person acts. */
export const departmentOf = departmentsBy(loadOrganisation().personas);
