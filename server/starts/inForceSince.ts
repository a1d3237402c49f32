import type { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import { beginOf } from '../catalog/inForce.ts';
import { Retirement } from '../catalog/Retirement.ts';
import type { EntityManager } from '../orm.ts';

/**
 * The instant since which a version in force has started new cases without a break: its own beginning, or later, when the
 * retirement of its matter was lifted. (Retiring a newer version brings none back: catalog/inForce.ts.)
 */
export async function inForceSince(em: EntityManager, version: Pick<DefinitionVersion, 'key' | 'publishedAt' | 'effectiveOn'>): Promise<string> {
  const lifted = (await em.find(Retirement, { key: version.key, version: null, liftedAt: { $ne: null } }, { fields: ['liftedAt'] })).map(({ liftedAt }) => liftedAt!);
  return [beginOf(version), ...lifted].reduce((latest, each) => (each > latest ? each : latest));
}
