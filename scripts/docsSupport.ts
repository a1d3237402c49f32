/**
 * `npm run docs:support`: writes what the engine supports into both READMEs, from its registries and from the counts of a
 * conformance run in docs/conformance.json (`npm run conformance -- FOLDER... --report docs/conformance.json`).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from './conformance/report.ts';
import { replaceBetween } from './docs/between.ts';
import { supportOf } from './docs/support.ts';
import { en, zh } from './docs/supportWords.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = JSON.parse(readFileSync(join(root, 'docs/conformance.json'), 'utf8')) as Report;
for (const [file, words] of [['README.md', en], ['README.zh-CN.md', zh]] as const) {
  const path = join(root, file);
  writeFileSync(path, replaceBetween(readFileSync(path, 'utf8'), 'support', supportOf(report, words)));
  console.log(`${file}: run of ${report.date}`);
}
