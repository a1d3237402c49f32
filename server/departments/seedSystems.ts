import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { Department } from '../identity/Department.ts';
import { inTransaction, type Orm } from '../orm.ts';
import { readOrMakeKey } from '../personal/keyFile.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import { DepartmentSystem, workersId } from './DepartmentSystem.ts';
import { registerSystem } from './registerSystem.ts';
import { signingSecret } from './secrets.ts';

/** Who registered the systems of a demonstration city. */
export const seeder = 'demonstration';

/**
 * Registers the stand-in departments of a demonstration city: one system for each department, one for workers. Safe at
 * every start; follows the stand-ins to another port, and leaves alone what an administrator has registered.
 */
export async function seedSystems(orm: Orm, config: Pick<Config, 'dataDir' | 'standinsPort'>, master: MasterKey, now: string): Promise<void> {
  // The stand-ins derive their secrets from the same file; whoever comes first makes it.
  const key = readOrMakeKey(join(config.dataDir, 'secrets', 'standins.key'));
  const host = `127.0.0.1:${config.standinsPort}`;
  await inTransaction(orm, async (em) => {
    const departments = await em.find(Department, {}, { fields: ['id'] });
    for (const id of [...departments.map((department) => department.id), workersId]) {
      const known = await em.findOne(DepartmentSystem, { department: id });
      if (known !== null && known.registeredBy !== seeder) continue;
      const baseUrl = id === workersId ? `http://${host}` : `http://${host}/d/${id}`;
      const secret = `whsec_${createHmac('sha256', key).update(`department:${id}`).digest('base64')}`;
      if (known?.baseUrl === baseUrl && signingSecret(master, known) === secret) continue;
      await registerSystem(em, master, { department: id, protocol: 'http', baseUrl, allowedHosts: [host], secret, maximumInFlight: 8, enabled: true }, { user: seeder, now });
    }
  });
}
