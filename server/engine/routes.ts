import { changeRoutes } from './changeRoutes.ts';
import { deploymentRoutes } from './deploymentRoutes.ts';
import { instanceRoutes } from './instanceRoutes.ts';
import { postRoutes } from './postRoutes.ts';

/** The engine as an API of its own (profile `bpmn`): any executable process of the standard, for the administrator. */
export const engineRoutes = [...deploymentRoutes, ...instanceRoutes, ...changeRoutes, ...postRoutes];
