import type { Route } from './http/route.ts';
import { identityRoutes } from './identity/routes.ts';

/** Every route of the platform: the table of roles and /openapi.json are read from here. A module adds its list, one line each. */
export const routes: readonly Route[] = [
  ...identityRoutes,
];
