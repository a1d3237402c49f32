import { civilDate, instantAt } from '../../engine/clock/civil.ts';
import type { EntityManager } from '../orm.ts';
import { DefinitionVersion } from './DefinitionVersion.ts';
import { Retirement } from './Retirement.ts';

/** Later than any day: who names none asks for what stands last. */
const LAST_DAY = '9999-12-31';

type Begins = Pick<DefinitionVersion, 'key' | 'version' | 'effectiveOn'>;

/** A version begins at its publication, or as the day begins on which it takes effect. */
export const beginOf = ({ publishedAt, effectiveOn }: Pick<DefinitionVersion, 'publishedAt' | 'effectiveOn'>): string => (effectiveOn == null ? publishedAt : instantAt(effectiveOn, '00:00:00'));

/** What is retired of some definitions. */
export interface Retired {
  /** Whether the matter starts no new cases at all. */
  matter(key: string): boolean;
  version(key: string, version: number): boolean;
  /** Whether a version was retired before the day it would have taken effect: it has never been in force. */
  unbegun(version: Begins): boolean;
}

/** Retirements that hold, of one definition or of all. */
export async function retiredOf(em: EntityManager, key?: string): Promise<Retired> {
  const rows = await em.find(Retirement, { liftedAt: null, ...(key === undefined ? {} : { key }) });
  const days = new Map(rows.map((row) => [`${row.key}@${row.version ?? ''}`, civilDate(row.at)]));
  return {
    matter: (one) => days.has(`${one}@`),
    version: (one, version) => days.has(`${one}@${version}`),
    unbegun: ({ key: one, version, effectiveOn }) => (days.get(`${one}@${version}`) ?? LAST_DAY) < (effectiveOn ?? ''),
  };
}

/**
 * Number of the version that starts new cases on a day (`YYYY-MM-DD`): the newest that has taken effect. Where that one is
 * retired there is none: an earlier version comes back through a review alone, never because one person retires the later.
 */
export function versionOn(versions: readonly Begins[], retired: Retired, day: string): number | null {
  const begun = versions.filter((each) => (each.effectiveOn ?? '') <= day && !retired.unbegun(each));
  const newest = begun.reduce<Begins | null>((last, each) => (last === null || each.version > last.version ? each : last), null);
  return newest === null || retired.matter(newest.key) || retired.version(newest.key, newest.version) ? null : newest.version;
}

/**
 * The newer version that leaves a version no time of its own: it takes effect before the day that was set for it, or on it.
 * null where there is none, no day was set, or the version was retired before.
 */
export function overtakenBy(version: Begins & Parameters<typeof beginOf>[0], versions: readonly (Begins & Parameters<typeof beginOf>[0])[], retired: Retired): number | null {
  if (version.effectiveOn == null || retired.unbegun(version)) return null;
  const earlier = versions.filter((each) => each.version > version.version && !retired.unbegun(each) && beginOf(each) <= beginOf(version));
  return earlier.length === 0 ? null : Math.min(...earlier.map((each) => each.version));
}

/** Of versions of any definitions, those that start new cases on a day (`YYYY-MM-DD`; left out: once all have taken effect), one of each key at most. */
export const inForceOn = <V extends Begins>(versions: readonly V[], retired: Retired, day = LAST_DAY): V[] =>
  [...Map.groupBy(versions, ({ key }) => key).values()].flatMap((own) => {
    const number = versionOn(own, retired, day);
    return own.filter(({ version }) => version === number);
  });

/** The version of a definition that starts new cases at an instant; null where none does. */
export async function startingVersion(em: EntityManager, key: string, now: string): Promise<DefinitionVersion | null> {
  const versions = (await em.find(DefinitionVersion, { key }, { fields: ['key', 'version', 'effectiveOn'] })) as unknown as Begins[];
  const number = versionOn(versions, await retiredOf(em, key), civilDate(now));
  return number === null ? null : em.findOneOrFail(DefinitionVersion, { key, version: number });
}
