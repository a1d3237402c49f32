/**
 * `npm run lint-flow -- FILE [FILE...] [--json] [--lang zh|en]`: every publish rule over drawings in files, as the designer
 * and the server run them, against the shipped register. What stands beside a drawing counts with it: form.json, forms/,
 * *.dmn; it may call the other files given and the shipped matters. One line a problem, with why and, where it is mechanical,
 * the fix that the designer offers. Closes with one line; exit 1 on an error, 2 when it could not run.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lintFlow } from './lintFlow/lintFlow.ts';
import { readFlow, shippedFlows } from './lintFlow/readFlows.ts';
import { language } from './progress.mjs';
import { Words } from './lintFlow/words.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false }, lang: { type: 'string', default: language === 'en' ? 'en' : 'zh' } } });
const missing = positionals.find((path) => !existsSync(path));
if (positionals.length === 0 || missing !== undefined || !['zh', 'en'].includes(values.lang)) {
  console.error(missing === undefined ? 'usage: npm run lint-flow -- FILE [FILE...] [--json] [--lang zh|en]' : `no such file: ${missing}`);
  process.exit(2);
}
const words = new Words(values.lang === 'en' ? 'en' : 'zh-CN');
const flows = positionals.map(readFlow);
const around = [...flows, ...shippedFlows()];
const lines = [];
for (const flow of flows) {
  for (const { problem, fix } of await lintFlow(flow, around)) {
    const { elementId, code, severity, params } = problem;
    lines.push({ file: flow.path, element: elementId, name: String(params?.['name'] ?? elementId), severity, code, text: words.text(problem), why: words.why(code), ...(fix === null ? {} : { fix: words.fix(fix) }) });
  }
}
const errors = lines.filter(({ severity }) => severity === 'error').length;
if (values.json) console.log(JSON.stringify(lines, null, 2));
else {
  for (const { file, element, severity, code, text, why, fix } of lines) {
    console.log(`${file}:${element}  ${severity === 'error' ? '✗' : '△'} ${code}  ${text}`);
    console.log(`    why: ${why}`);
    if (fix !== undefined) console.log(`    fix: ${fix}`);
  }
  console.log(`${errors} errors, ${lines.length - errors} warnings`);
}
process.exit(errors > 0 ? 1 : 0);
