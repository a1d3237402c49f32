import { join } from 'node:path';
import { openClient } from '../../server/client/client.ts';
import { httpDriver } from '../../server/catalog/replay/httpDriver.ts';
import { driveScenario } from '../../server/catalog/replay/driveScenario.ts';
import { readScenario } from './scenario.ts';

const matter = 'joint-utility-connection';

/** The scenario that each part of the first screen is played from. */
const parts = { main: 'under-way', silent: 'silent-department', finished: 'demo' } as const;

export const REHEARSALS = Object.keys(parts).length;

/** A running demonstration city. */
export interface Place {
  readonly url: string;
  readonly dataDir: string;
  readonly standinsUrl: string;
}

/** Whether the city has its cases already. */
export async function isRehearsed(place: Place): Promise<boolean> {
  const administrator = await openClient(place.url, place.dataDir).as('admin1');
  return (await administrator.get<{ main: string | null }>('/api/demo')).main !== null;
}

/**
 * Plays the three cases a stranger finds in the demonstration city: one under way, one that waits for a silent
 * department, one finished. They are real cases, made through the public HTTP API by the people whose acts they are.
 * `finished` is told of each case that stands.
 */
export async function rehearseCity(place: Place, finished: (count: number) => void = () => {}): Promise<void> {
  const client = openClient(place.url, place.dataDir);
  const administrator = await client.as('admin1');
  const cases: Partial<Record<keyof typeof parts, string>> = {};
  const play = async (part: keyof typeof parts): Promise<void> => {
    const driver = httpDriver(client, matter, place.standinsUrl);
    const scenario = readScenario(join(import.meta.dirname, '../../definitions/matters', matter, `cases/${parts[part]}.json`));
    const [difference] = await driveScenario(scenario, driver, () => {}, { every: 100, upTo: 20_000 });
    if (difference) throw new Error(`${parts[part]}: ${difference.what}: expected ${JSON.stringify(difference.expected)}, got ${JSON.stringify(difference.got)}`);
    cases[part] = driver.caseNumber;
    finished(Object.keys(cases).length);
  };
  // The finished case lets gas fall silent and speak again; the waiting one needs it silent, so it comes after.
  await Promise.all([play('main'), play('finished').then(() => play('silent'))]);
  await administrator.send('PUT', '/api/demo/cases', cases);
}
