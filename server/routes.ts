import type { Route } from './http/route.ts';
import { departmentRoutes } from './departments/routes.ts';
import { calendarRoutes } from './calendars/routes.ts';
import { gateRoutes } from './catalog/gate/routes.ts';
import { replayRoutes } from './catalog/replay/routes.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { scenarioRoutes } from './catalog/scenarioRoutes.ts';
import { identityRoutes } from './identity/routes.ts';
import { matterRoutes } from './matters/routes.ts';
import { systemRoutes } from './system/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { activationRoutes } from './cases/activationRoutes.ts';
import { moveRoutes } from './cases/moveRoutes.ts';
import { multiInstanceRoutes } from './cases/multiInstanceRoutes.ts';
import { caseRoutes } from './cases/routes.ts';
import { engineRoutes } from './engine/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { guideRoutes } from './guides/routes.ts';
import { materialRoutes } from './materials/routes.ts';
import { messageRoutes } from './messages/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { outboxRoutes } from './outbox/routes.ts';
import { personalRoutes } from './personal/routes.ts';
import { packRoutes } from './packs/routes.ts';
import { registerRoutes } from './register/routes.ts';
import { ratingRoutes } from './ratings/routes.ts';
import { reconcilerRoutes } from './reconciler/routes.ts';
import { supervisionRoutes } from './supervision/routes.ts';
import { taskRoutes } from './tasks/routes.ts';

/** Every route of the platform: the table of roles and /openapi.json are read from here. A module adds its list, one line each. */
export const routes: readonly Route[] = [
  ...systemRoutes,
  ...identityRoutes,
  ...catalogRoutes,
  ...gateRoutes,
  ...replayRoutes,
  ...scenarioRoutes,
  ...registerRoutes,
  ...packRoutes,
  ...matterRoutes,
  ...calendarRoutes,
  ...departmentRoutes,
  ...auditRoutes,
  ...caseRoutes,
  ...moveRoutes,
  ...activationRoutes,
  ...multiInstanceRoutes,
  ...documentRoutes,
  ...engineRoutes,
  ...guideRoutes,
  ...materialRoutes,
  ...messageRoutes,
  ...noticeRoutes,
  ...outboxRoutes,
  ...personalRoutes,
  ...ratingRoutes,
  ...reconcilerRoutes,
  ...supervisionRoutes,
  ...taskRoutes,
];
