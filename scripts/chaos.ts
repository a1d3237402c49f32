/**
 * `npm run chaos -- [--seed N] [--cases N] [--kills N]`: a platform of its own, people at work on cases, and `kill -9` of
 * API, worker, Temporal and stand-ins all the while. Prints the figures; exit 1 when a promise was broken.
 */
import { parseArgs } from 'node:util';
import { runChaos } from './chaos/run.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, cases: { type: 'string', default: '10' }, kills: { type: 'string', default: '30' }, acknowledgements: { type: 'string', default: '200' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
console.log(`seed ${seed} (repeat with: npm run chaos -- --seed ${seed})`);

const { kills, violations, figures, kept } = await runChaos({
  seed,
  cases: Number(values.cases),
  kills: Number(values.kills),
  acknowledgements: Number(values.acknowledgements),
  patienceMs: 240_000,
  tell: (line) => console.log(line),
});
const byPart = Object.entries(Object.groupBy(kills, ({ part }) => part)).map(([part, list]) => `${part} ${list?.length ?? 0}`);
console.log(`kills: ${kills.length} (${byPart.join(', ')}), ${kills.filter(({ moment }) => moment === 'acknowledged').length} of them right after an acknowledgement`);
for (const [name, figure] of Object.entries(figures)) console.log(`${name}: ${figure}`);
for (const violation of violations) console.error(`VIOLATION ${violation}`);
if (kept !== null) console.error(`kept for looking at: ${kept}`);
console.log(violations.length === 0 ? 'no violation' : `${violations.length} violations`);
process.exit(violations.length === 0 ? 0 : 1);
