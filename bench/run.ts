/**
 * `npm run bench [-- flows|core|gate|designer|operaton] [--matter KEY] [--data DIR] [--pairs N] [--cases N] [--in-flight N] [--branches N]
 * [--variants ours,lean,plain,local] [--quick] [--postgres] [--runs N] [--profiles FOLDER]`: ratios
 * between things that ran side by side in this very run. Prints tables and writes bench/results; asserts nothing on time.
 */
import { parseArgs } from 'node:util';
import { benchCore } from './core.ts';
import { benchDesigner } from './designer.ts';
import { benchFlows } from './flows.ts';
import { benchGate } from './gate.ts';
import { benchOperaton } from './operaton.ts';
import type { Variant } from './variants.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pairs: { type: 'string', default: '5' }, cases: { type: 'string' }, matter: { type: 'string', default: 'joint-utility-connection' }, data: { type: 'string' }, 'in-flight': { type: 'string', default: '20' }, branches: { type: 'string', default: '5' }, quick: { type: 'boolean', default: false }, variants: { type: 'string' }, postgres: { type: 'boolean', default: false }, runs: { type: 'string', default: '3' }, profiles: { type: 'string' } },
});
const what = positionals[0] ?? 'flows';
if (what === 'core') {
  await benchCore();
} else if (what === 'flows') {
  await benchFlows({
    branches: Number(values.branches), cases: Number(values.cases ?? 100), inFlight: Number(values['in-flight']), pairs: Number(values.pairs),
    variants: (values.variants ?? (values.quick ? 'ours,lean,local' : 'ours,lean,plain')).split(',') as Variant['name'][], postgres: values.postgres, quick: values.quick,
  });
} else if (what === 'gate') {
  await benchGate({ matter: values.matter, cases: Number(values.cases ?? 10_000), data: values.data });
} else if (what === 'designer') {
  await benchDesigner(Number(values.runs), values.profiles);
} else if (what === 'operaton') {
  await benchOperaton(Number(values.cases ?? 200), Number(values['in-flight']), Number(values.pairs));
} else {
  console.error(`Expected "flows", "core", "gate", "designer" or "operaton", but got "${what}"`);
  process.exit(1);
}
process.exit(0);
