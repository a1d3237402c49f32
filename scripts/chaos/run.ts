import { setTimeout as pause } from 'node:timers/promises';
import { openClient } from '../../server/client/client.ts';
import { acceptSample } from '../../server/client/acceptSample.ts';
import { check, type Ack, type Verdict } from './checks.ts';
import { followCases } from './clocks.ts';
import { killParts, type Kill } from './killer.ts';
import { workInbox, type Completed } from './officers.ts';
import { startPlatform } from './platform.ts';
import { createRandom } from './random.ts';

/** The size of a run. */
export interface ChaosTerms {
  readonly seed: number;
  readonly cases: number;
  /** Accepted in turn; both shipped matters by default. */
  readonly matters?: readonly string[];
  readonly kills: number;
  /** Cases are accepted beyond `cases` until there are so many acknowledgements. */
  readonly acknowledgements: number;
  /** How long nothing may get on, once nothing is killed any more, before the rest is given up, milliseconds. */
  readonly patienceMs: number;
  readonly tell: (line: string) => void;
}

/** What came of a run. */
export interface ChaosResult extends Verdict {
  readonly kills: readonly Kill[];
  /** Folder kept for looking at, when something was violated. */
  readonly kept: string | null;
}

const people = [
  'clerk1', 'housing-1', 'waterAffairs-1', 'power-1', 'telecomOffice-1', 'naturalResources-1', 'urbanManagement-1', 'marketRegulation-1',
  'waterCompany-1', 'gasCompany-1', 'cableCompany-1', 'trafficPolice-1', 'fireRescue-1',
];

/** So many running cases keep everybody busy. */
const busy = 3;

/** A rehearsal's first day. */
const firstDay = '2026-09-18T01:30:00.000Z';

/**
 * Starts a platform of its own, lets people work on cases, kills parts of it all the while, and holds in the end what
 * was acknowledged against what is there.
 */
export async function runChaos(terms: ChaosTerms): Promise<ChaosResult> {
  const { seed, tell, matters = ['joint-utility-connection', 'open-a-restaurant'] } = terms;
  const began = Date.now();
  const seconds = (): string => `${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s`;
  const random = createRandom(seed);
  const platform = await startPlatform();
  tell(`${seconds()}  platform on ${platform.url}, data in ${platform.dataDir}`);

  const acks: Ack[] = [];
  const completions: Completed[] = [];
  const ours = new Set<string>();
  let heard: (() => void)[] = [];
  const client = openClient(platform.url, platform.dataDir, {
    // Parts that are killed again and again are started again after up to ten seconds.
    patienceMs: 120_000,
    acknowledged({ user, path, key, answer }) {
      if (path.startsWith('/api/session') || path === '/api/materials') return;
      acks.push({ user, path, key, answer: answer as Ack['answer'] });
      for (const wake of heard.splice(0)) wake();
    },
  });
  let violated = true;
  let finished = false;
  try {
    let accepting = true;
    let killing = true;
    let running = 0;
    const wanted = (): boolean => ours.size < terms.cases || killing || acks.length < terms.acknowledgements;
    const officers = people.map((user, index) => workInbox(client, user, createRandom(seed + index + 1), ours, () => finished, (one) => completions.push(one)));
    const following = followCases(client, createRandom(seed + 100), {
      cases: ours,
      busy: () => accepting || killing,
      progress: () => completions.length,
      patienceMs: terms.patienceMs,
      running: (count) => { running = count; },
    });
    const accept = async (): Promise<void> => {
      const clerk = await client.as('clerk1');
      while (wanted()) {
        // Beyond the cases asked for a new one is accepted only when there is too little left to kill in.
        if (ours.size < terms.cases || running < busy) {
          const matter = matters[ours.size % matters.length] as string;
          ours.add((await acceptSample(clerk, matter, { now: firstDay })).caseNumber);
          running += 1;
        }
        await pause(800);
      }
      accepting = false;
    };
    const kill = async (): Promise<Kill[]> => {
      const nextAck = (): Promise<void> => new Promise((resolve) => heard.push(resolve));
      const kills = await killParts(platform, random, terms.kills, nextAck, (one, count) => tell(`${seconds()}  kill -9 ${one.part} (${one.moment}), ${count} of ${terms.kills}; ${acks.length} acknowledgements`));
      killing = false;
      return kills;
    };
    const work = Promise.all([kill(), accept(), following]);
    // An officer who breaks down ends the run at once: nobody else would finish the work.
    const [kills, , standings] = await Promise.race([work, Promise.all(officers).then(() => work)]);
    finished = true;
    await Promise.all(officers);
    tell(`${seconds()}  ${standings.size} cases followed to their end, checking`);
    const verdict = await check(client, { acks, completions, standings, dataDir: platform.dataDir });
    violated = verdict.violations.length > 0;
    return { ...verdict, kills, kept: violated ? platform.dataDir : null };
  } finally {
    finished = true;
    heard = [];
    await platform.stop(violated);
    tell(`${seconds()}  platform stopped`);
  }
}
