import type { DepartmentPort } from '../../activities/ports.ts';
import type { Config } from '../config.ts';
import type { EntityManager, Orm } from '../orm.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { DepartmentSystem } from './DepartmentSystem.ts';
import { signingSecret } from './secrets.ts';

/** The registry of department systems as the activities see it. A system out of service is as good as none. */
export function createDepartmentPort(orm: Orm, config: Pick<Config, 'publicUrl'>, master: MasterKey): DepartmentPort {
  return {
    async system(department) {
      const row = await (orm.em.fork() as EntityManager).findOne(DepartmentSystem, { department, enabled: true });
      if (row === null) return null;
      return {
        department,
        protocol: row.protocol,
        baseUrl: row.baseUrl,
        allowedHosts: JSON.parse(row.allowedHosts) as string[],
        signingSecret: signingSecret(master, row),
        maximumInFlight: row.maximumInFlight,
      };
    },
    callbackUrl: (department) => `${config.publicUrl}/api/callbacks/${encodeURIComponent(department)}`,
  };
}
