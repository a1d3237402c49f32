import type { MasterKey } from '../personal/masterKey.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** What the routes of this module need beside the database. */
export interface DepartmentServices {
  readonly master: MasterKey;
  readonly throttle: Throttle;
}

/** Made once by the API entry, under `services.departments`. */
export function createDepartmentServices(master: MasterKey): DepartmentServices {
  return { master, throttle: createThrottle() };
}

declare module '../http/context.ts' {
  interface Services {
    readonly departments: DepartmentServices;
  }
}
