import { complain, say } from '../progress.mjs';
import { bringUp } from './bringUp.ts';
import { openPlatform } from './platform.ts';
import { claim } from './runFile.ts';
import type { Run } from './runFile.ts';
import { freePorts, readSettings } from './settings.ts';
import { openSetup, SetupFailure } from './setupFile.ts';
import { onStop } from './signals.ts';

/** Milliseconds the parts of a killed supervisor get to end. */
const LEFT_OVER_MILLISECONDS = 15_000;

/**
 * Brings the platform of that folder up and keeps it up until it is told to stop. Answers the exit code; a start that
 * cannot go on has printed its one line.
 */
export async function supervise(root: string, given: NodeJS.ProcessEnv): Promise<number> {
  try {
    await run(root, given);
    return 0;
  } catch (failure) {
    if (failure instanceof SetupFailure) failure.complain();
    else complain('unexpected', { problem: failure instanceof Error ? failure.stack ?? failure.message : String(failure) });
    return 1;
  }
}

async function run(root: string, given: NodeJS.ProcessEnv): Promise<void> {
  const settings = await readSettings(given);
  const { config } = settings;
  const state: Run = {
    pid: process.pid, startedAt: new Date().toISOString(), ready: false, url: config.publicUrl,
    ports: { api: config.port, standins: config.standinsPort, temporal: settings.ownTemporal ? settings.temporalPort : null, temporalUi: null },
    temporal: { address: config.temporal.address, namespace: config.temporal.namespace }, pids: {},
  };
  const claimed = claimFolder(config.dataDir, state);
  if ('held' in claimed) throw new SetupFailure('alreadyRunning', { url: claimed.held.url, pid: claimed.held.pid, data: config.dataDir });
  const platform = openPlatform(config.dataDir, settings.env, (pids) => claimed.write(Object.assign(state, { pids })));
  const stopped = onStop(() => platform.kill());
  try {
    await freePorts(settings, claimed.left ? LEFT_OVER_MILLISECONDS : 0);
    const setup = openSetup(config.dataDir);
    const up = bringUp({ root, settings, setup, platform, run: state });
    if (await Promise.race([up.then(() => 'up'), stopped]) === 'up') {
      claimed.write(Object.assign(state, { ready: true }));
      setup.ready();
      await stopped;
    }
    up.catch(() => {});
  } finally {
    const anything = Object.keys(state.pids).length > 0;
    if (anything) say('stopping');
    await platform.stop();
    claimed.release();
    if (anything) say('stopped', { data: config.dataDir });
  }
}

/** A folder that can't be made or written to is one line, whatever the system calls it. */
function claimFolder(dataDir: string, state: Run): ReturnType<typeof claim> {
  try {
    return claim(dataDir, state);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new SetupFailure('dataUnusable', { data: dataDir, problem: code });
  }
}
