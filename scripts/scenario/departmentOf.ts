import { loadOrganisation } from '../../definitions/organisation/load.ts';

const { personas } = loadOrganisation();

/** The department in whose name a demonstration person acts. */
export const departmentOf = (user: string): string => personas.find(({ id }) => id === user)?.department ?? user;
