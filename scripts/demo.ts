import { join } from 'node:path';
import { startPlatform } from './chaos/platform.ts';
import { openClient } from '../server/client/client.ts';
import { httpDriver } from '../server/catalog/replay/httpDriver.ts';
import { driveScenario } from '../server/catalog/replay/driveScenario.ts';
import { readScenario } from './scenario/scenario.ts';
import { readRun } from './supervise/runFile.ts';

/**
 * `npm run demo`: one F1 case, as clerk, departments, applicant's window and supervisor, through the public HTTP API in a
 * rehearsal. Everything it must see stands in the matter's cases/demo.json. Uses the platform that runs on the data
 * folder, or starts one of its own.
 */
const matter = 'joint-utility-connection';
const scenario = readScenario(join(import.meta.dirname, '../definitions/matters', matter, 'cases/demo.json'));
const dataDir = process.env.YJS_DATA ?? join(import.meta.dirname, '../.data');
const began = Date.now();
const say = (line: string) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

const running = readRun(dataDir);
if (!running) say('没有在运行的平台，先启动一个临时的 / no platform runs here: starting one of its own');
const own = running ? null : await startPlatform();
await own?.ready();
const place = own ? { url: own.url, dataDir: own.dataDir, standinsUrl: own.standinsUrl } : { url: running!.url, dataDir, standinsUrl: `http://127.0.0.1:${running!.ports.standins}` };
say(`${scenario.title.zh} / ${scenario.title.en}`);

let failed = true;
try {
  const driver = httpDriver(openClient(place.url, place.dataDir), matter, place.standinsUrl);
  const differences = await driveScenario(scenario, driver, say, { every: 200, upTo: 20_000 });
  for (const { step, what, expected, got } of differences) {
    console.error(`✗ ${step === 0 ? '全程 / whole case' : `第 ${step} 步 / step ${step}`}: ${what}\n    应为 / expected ${JSON.stringify(expected)}\n    实为 / got      ${JSON.stringify(got)}`);
  }
  failed = differences.length > 0;
  say(failed ? `办件 ${driver.caseNumber}: ${differences.length} 处不符 / differences` : `办件 ${driver.caseNumber} 全部相符 / everything as worked out by hand`);
} finally {
  await own?.stop(failed);
}
process.exit(failed ? 1 : 0);
