import { instantAt } from '../../engine/clock/civil.ts';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import { Retirement } from '../catalog/Retirement.ts';
import type { EntityManager } from '../orm.ts';

type Begins = Pick<DefinitionVersion, 'key' | 'version' | 'publishedAt' | 'effectiveOn'>;

/**
 * The instant since which a version has started new cases without a break: its own beginning, or later, when the
 * retirement of its matter was lifted or a newer version that had begun was retired.
 */
export async function inForceSince(em: EntityManager, version: Begins): Promise<string> {
  const { key } = version;
  const newer = (await em.find(DefinitionVersion, { key, version: { $gt: version.version } }, { fields: ['key', 'version', 'publishedAt', 'effectiveOn'] })) as unknown as Begins[];
  const returns = (await em.find(Retirement, { key })).flatMap((retired) => {
    if (retired.version == null) return retired.liftedAt == null ? [] : [retired.liftedAt];
    return newer.some((each) => each.version === retired.version && beginOf(each) <= retired.at) ? [retired.at] : [];
  });
  return [beginOf(version), ...returns].reduce((latest, each) => (each > latest ? each : latest));
}

/** A version begins at its publication, or as the day begins on which it takes effect. */
export const beginOf = ({ publishedAt, effectiveOn }: Pick<Begins, 'publishedAt' | 'effectiveOn'>): string => (effectiveOn == null ? publishedAt : instantAt(effectiveOn, '00:00:00'));
