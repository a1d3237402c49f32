import { join } from 'node:path';
import { readScenario } from '../definitions/matters/scenarioSchema.ts';
import { startPlatform } from './chaos/platform.ts';
import { openClient } from '../server/client/client.ts';
import { publishedVersion } from '../server/catalog/replay/replayScenario.ts';
import { replayOverApi } from './scenario/replayOverApi.ts';
import { readRun } from './supervise/runFile.ts';

/**
 * `npm run scenario -- KEY [NAME]`: replays the scenarios of a published definition (or the one of that name) on the real
 * engine, over HTTP and Temporal on a virtual clock, and compares them with the same scenario in memory: every
 * expectation, and the chain head after every event. Uses the platform that runs on the data folder, or starts one of
 * its own. Closes with `N passed, N failed`; exit 1 on a failure.
 */
const [key, name] = process.argv.slice(2);
if (key === undefined) {
  console.error('用法 / usage: npm run scenario -- KEY [NAME]');
  process.exit(2);
}
const dataDir = process.env.YJS_DATA ?? join(import.meta.dirname, '../.data');
const running = readRun(dataDir);
if (!running) console.log('没有在运行的平台，先启动一个临时的 / no platform runs here: starting one of its own');
const own = running ? null : await startPlatform();
await own?.ready();
const place = own ?? { url: running!.url, dataDir, standinsUrl: `http://127.0.0.1:${running!.ports.standins}` };

let passed = 0;
let failed = 0;
try {
  const client = openClient(place.url, place.dataDir);
  const published = await publishedVersion(client, key);
  const chosen = Object.entries(published.parts.scenarios).filter(([id]) => name === undefined || id === name);
  if (chosen.length === 0) throw new Error(`${key} 第 ${published.version} 版没有${name === undefined ? '' : `名为 ${name} 的`}场景 / version ${published.version} has no such scenario`);
  for (const [id, text] of chosen) {
    const scenario = readScenario(text);
    const { caseNumber, state, failure, result } = await replayOverApi(client, key, id);
    if (result === null) throw new Error(`${id}: ${state} ${failure ?? ''}`);
    const { differences, diverged, events, head } = result;
    const isGood = differences.length === 0 && diverged === null;
    if (isGood) passed += 1;
    else failed += 1;
    console.log(`${isGood ? '✓' : '✗'} ${id}: ${scenario.title.zh} · 办件 / case ${caseNumber} · ${events} 个事件 / events · ${head.slice(0, 16)}`);
    for (const { step, what, expected, got } of differences) console.error(`    ${step === 0 ? '全程 / whole case' : `第 ${step} 步 / step ${step}`}: ${what}: 应为 / expected ${JSON.stringify(expected)}, 实为 / got ${JSON.stringify(got)}`);
    if (diverged !== null) console.error(`    链头自第 ${diverged.seq} 个事件（${diverged.event}）起不同 / chain heads differ from event ${diverged.seq} on`);
  }
} catch (error) {
  failed += 1;
  console.error((error as Error).message);
} finally {
  await own?.stop(failed > 0);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
