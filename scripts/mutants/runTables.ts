/**
 * Runs suites of the pure core one after the other in one process, and stops at the first test that fails (exit 1):
 * `runTables.ts SUITE...`. Jest takes half a minute for the same, most of it for the sandbox of each suite.
 */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beginSuite, collected } from './globals.ts';
import { lap } from './ownCpu.ts';

const globals = new URL('globals.ts', import.meta.url).href;
registerHooks({ resolve: (specifier, context, next) => (specifier === '@jest/globals' && context.parentURL !== globals ? { url: globals, shortCircuit: true } : next(specifier, context)) });

for (const suite of process.argv.slice(2)) {
  const from = collected.length;
  beginSuite();
  await import(pathToFileURL(resolve(suite)).href);
  lap();
  for (const { title, run, after } of collected.slice(from)) {
    try {
      await run();
      for (const each of after) await each();
      lap();
    } catch (error) {
      console.error(`✗ ${suite}: ${title}\n${error instanceof Error ? error.message : String(error)}`);
      process.exit(1);
    }
  }
}
console.log(`${collected.length} passed, 0 failed`);
