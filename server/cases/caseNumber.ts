import type { CivilDate } from '../../engine/value.ts';
import type { Orm } from '../orm.ts';

/** 珠海: the region of whoever names none. */
export const region440400 = '440400';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const form = /^YJS\d{6}\d{8}\d{6}[0-9A-Z]$/;

/**
 * The next case number of a region and day: `YJS`, six digits of the region, the day, six digits, a check character.
 * One statement of its own outside any transaction: never given twice, whoever asks at once, and gaps are allowed.
 */
export async function nextCaseNumber(orm: Orm, region: string, day: CivilDate): Promise<string> {
  const series = `${region}${day.replaceAll('-', '')}`;
  const [row] = await orm.em.fork().getConnection().execute<{ last: number }[]>(
    'insert into case_counters (series, last) values (?, 1) on conflict (series) do update set last = case_counters.last + 1 returning last',
    [series],
    'all',
  );
  const body = `YJS${series}${String(row?.last).padStart(6, '0')}`;
  return body + checkCharacter(body);
}

/** Whether a text is a case number whose check character is right, so that a mistyped one is told apart at once. */
export const isCaseNumber = (text: string): boolean => form.test(text) && checkCharacter(text.slice(0, -1)) === text.at(-1);

/** ISO 7064 MOD 37,36: finds every single wrong character and every swap of neighbours. */
export function checkCharacter(body: string): string {
  let product = 36;
  for (const character of body) {
    const sum = (product + alphabet.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return alphabet[(37 - product) % 36] as string;
}
