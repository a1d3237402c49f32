import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRehearsed, REHEARSALS, rehearseCity } from '../scenario/rehearseCity.ts';
import { examineCluster } from '../doctor/cluster.ts';
import { accepts, RETENTION_HOURS } from '../provision/devServer.ts';
import { portIsFree } from '../provision/freePort.ts';
import { findTemporal } from '../provision/temporal.ts';
import { longStep, say, text } from '../progress.mjs';
import { buildPages, pagesAreBuilt } from './pages.ts';
import { entry, temporalServer } from './parts.ts';
import type { Platform } from './platform.ts';
import { answers, keepHistories, temporalAnswers, workerPolls } from './readiness.ts';
import type { Run } from './runFile.ts';
import type { Settings } from './settings.ts';
import { SetupFailure } from './setupFile.ts';
import type { openSetup } from './setupFile.ts';

/** What a start works with. */
export type Start = { root: string, settings: Settings, setup: ReturnType<typeof openSetup>, platform: Platform, run: Run };

/**
 * Brings everything up. The API comes first, so that a page answers while the rest is fetched and built; then Temporal
 * and the pages, the stand-in departments, the worker. Throws a SetupFailure at the first step that cannot be done.
 */
export async function bringUp(start: Start): Promise<void> {
  const { root, settings, setup, platform, run } = start;
  const { config } = settings;
  const local = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`;
  const link = join(config.dataDir, 'secrets', 'entry.txt');
  rmSync(link, { force: true });
  await setup.step('stepApi', () => platform.start('api', entry(root, 'server/api.ts'), () => answers(`${local}/healthz`)), () => config.publicUrl);
  await Promise.all([bringUpPages(start), bringUpTemporal(start)]);
  if (config.demo) {
    await setup.step('stepStandins', () => platform.start('standins', entry(root, 'standins/main.ts'), () => accepts(config.host, config.standinsPort)));
  }
  await setup.step('stepWorker', () => platform.start('worker', entry(root, 'server/worker.ts'), () => workerPolls(config.temporal)));
  await setup.step('stepReady', async () => {
    // The API writes the link of this start when the demonstration city is seeded.
    const isReady = async () => (!config.demo || existsSync(link)) && answers(`${local}/readyz`, true);
    while (!(await isReady().catch(() => false))) {
      platform.check();
      await new Promise((resolve) => { setTimeout(resolve, 150); });
    }
  });
  if (settings.rehearse) await bringUpRehearsals(start, local);
  if (run.ports.temporalUi !== null) say('temporalUi', { url: `http://127.0.0.1:${run.ports.temporalUi}` });
  sayWhereToEnter(start);
}

/** The first start of a demonstration city plays its three cases; later ones find them. A city without them is of use too. */
async function bringUpRehearsals({ settings: { config }, setup }: Start, url: string): Promise<void> {
  const place = { url, dataDir: config.dataDir, standinsUrl: `http://${config.host}:${config.standinsPort}` };
  if (await isRehearsed(place)) return;
  let done = 0;
  const play = () => rehearseCity(place, (count) => { done = count; }).catch((error: Error) => { throw new SetupFailure('rehearsalFailed', { problem: error.message }); });
  await setup.step('stepRehearsals', play, () => `${done} / ${REHEARSALS}`).catch((failure: SetupFailure) => failure.complain());
}

async function bringUpPages({ root, settings: { config }, setup }: Start): Promise<void> {
  if (pagesAreBuilt(root)) return;
  const log = join(config.dataDir, 'logs', 'pages.log');
  await setup.step('stepPages', () => buildPages(root, log).catch((error: Error) => { throw new SetupFailure('pagesFailed', { problem: error.message, log }); }));
}

async function bringUpTemporal(start: Start): Promise<void> {
  const { root, settings: { config, ownTemporal, temporalPort }, setup, platform, run } = start;
  if (!ownTemporal) return setup.step('stepCluster', () => checkCluster(start), () => config.temporal.address);
  const binary = await lookForTemporal(start);
  const uiPort = temporalPort + 1_000;
  if (await portIsFree(uiPort, '127.0.0.1')) run.ports.temporalUi = uiPort;
  await setup.step('stepTemporal', async () => {
    const launch = temporalServer(root, { binary, port: temporalPort, file: join(config.dataDir, 'temporal.sqlite'), namespaces: [config.temporal.namespace], ...(run.ports.temporalUi !== null && { uiPort }) });
    await platform.start('temporal', launch, () => temporalAnswers(config.temporal));
    await keepHistories(config.temporal, RETENTION_HOURS);
  }, () => config.temporal.address);
}

/** An existing cluster that would not serve is refused with its first error. */
async function checkCluster({ settings: { config } }: Start): Promise<void> {
  const problem = (await examineCluster(config.temporal)).find((finding) => finding.level === 'error');
  if (problem !== undefined) throw new SetupFailure(problem.key, problem.params);
}

async function lookForTemporal({ settings, setup }: Start): Promise<string> {
  const tried: string[] = [];
  const find = () => findTemporal({
    tried: (place, why) => {
      tried.push(place);
      say('temporalTried', { place: text(`temporalFrom_${place}`), why });
    },
    working: (place, detail) => {
      const shown = longStep(`temporalFrom_${place}`, {}, detail);
      return { done: () => shown.done(), stop: () => shown.stop() };
    },
  });
  return setup.step('stepTemporalBinary', async () => {
    const binary = await find();
    if (binary === null) throw new SetupFailure('temporalMissing', { setting: 'TEMPORAL_ADDRESS', port: settings.temporalPort });
    return binary;
  });
}

function sayWhereToEnter({ settings: { config } }: Start): void {
  const link = join(config.dataDir, 'secrets', 'entry.txt');
  const accounts = join(config.dataDir, 'secrets', 'accounts.txt');
  if (existsSync(link)) say('enter', { link: readFileSync(link, 'utf8').trim() });
  else say('open', { url: config.publicUrl });
  if (existsSync(accounts)) say('accounts', { file: accounts });
  say('howToStop');
}
