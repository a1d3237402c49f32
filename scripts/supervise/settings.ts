import { ConfigError, loadConfig } from '../../server/config.ts';
import type { Config } from '../../server/config.ts';
import { freePort, portIsFree } from '../provision/freePort.ts';
import { SetupFailure } from './setupFile.ts';

/** The settings of a start and the environment that hands them to every part. `rehearse`: a first start plays the demonstration's cases. */
export type Settings = { config: Config, env: NodeJS.ProcessEnv, ownTemporal: boolean, temporalPort: number, rehearse: boolean };

const PORTS = ['YJS_PORT', 'YJS_STANDINS_PORT', 'YJS_TEMPORAL_PORT'] as const;

/**
 * Reads the settings; a port given as 0 becomes a free one, the same for every part. Throws a SetupFailure with one
 * line per bad value.
 */
export async function readSettings(given: NodeJS.ProcessEnv): Promise<Settings> {
  const env = { ...given };
  for (const name of PORTS) if (env[name] === '0') env[name] = String(await freePort());
  try {
    const config = loadConfig(env);
    const ownTemporal = !env.TEMPORAL_ADDRESS;
    const temporalPort = Number(env.YJS_TEMPORAL_PORT || 7302);
    return { config, env: { ...env, YJS_DATA: config.dataDir, YJS_DEMO: config.demo ? '1' : '0', YJS_SUPERVISED: '1' }, ownTemporal, temporalPort, rehearse: config.demo && env.YJS_REHEARSALS !== '0' };
  } catch (problem) {
    if (problem instanceof ConfigError) throw new SetupFailure('settingBad', { problem: problem.lines.join('; ') });
    throw problem;
  }
}

/**
 * Makes sure that the ports of the parts are free. After a killed supervisor its parts need a moment to end: then a
 * taken port is waited for. Throws a SetupFailure that names the first taken port and its setting.
 */
export async function freePorts({ config, ownTemporal, temporalPort }: Settings, patienceMilliseconds: number): Promise<void> {
  const wanted = [
    { setting: 'YJS_PORT', port: config.port, host: config.host },
    ...(config.demo ? [{ setting: 'YJS_STANDINS_PORT', port: config.standinsPort, host: config.host }] : []),
    ...(ownTemporal ? [{ setting: 'YJS_TEMPORAL_PORT', port: temporalPort, host: '127.0.0.1' }] : []),
  ];
  const until = Date.now() + patienceMilliseconds;
  for (const { setting, port, host } of wanted) {
    while (!(await portIsFree(port, host))) {
      if (Date.now() >= until) throw new SetupFailure('portTaken', { setting, port, host });
      await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
  }
}
