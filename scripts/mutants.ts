/**
 * Makes one mutant of every function of the elements and of the interpreter, by rule, and shows that each is found out: by
 * random flows against the oracle, or else by the tables of tests; never by a recorded history. Ends with
 * `N passed, N failed`, exit 1 when one survives that is not on the reviewed list of equivalents.
 *
 * `npm run mutants [-- --only PART] [--every] [--from N]`: PART of a mutant's id, that is of its file, function or rule; `--every`
 * takes all mutants, not one of each function; `--from N` goes on where a run was stopped after N.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseMutants } from './mutants/chooseMutants.ts';
import listed from './mutants/equivalents.json' with { type: 'json' };
import { findMutants, type Mutant } from './mutants/findMutants.ts';
import { openWorkspace } from './mutants/workspace.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { only: { type: 'string' }, every: { type: 'boolean', default: false }, from: { type: 'string', default: '0' }, flows: { type: 'string', default: '300' } } });
const equivalents: readonly { readonly id: string; readonly proof: string }[] = listed;
const proofs = new Map(equivalents.map(({ id, proof }) => [id, proof]));

const files = ['engine/elements', 'engine/interpreter'].flatMap(sourcesIn);
const all = files.flatMap((file) => findMutants(file, readFileSync(join(root, file), 'utf8')));
const mutants = (values.every ? all : chooseMutants(all)).filter(({ id }) => values.only === undefined || id.includes(values.only)).slice(Number(values.from));
const folder = join(root, '.data/mutants');
mkdirSync(folder, { recursive: true });
const flows = join(folder, 'flows.json');
execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'test/flows/judge.ts'), '--write', flows, values.flows], { stdio: 'inherit' });
console.log(`${mutants.length} mutants of ${files.length} files (${all.length} by rule), ${values.flows} random flows each`);

const open = [...mutants];
const survivors: Mutant[] = [];
const counts = { oracle: 0, tables: 0, hangs: 0, equivalent: 0 };
const began = Date.now();
await Promise.all(
  Array.from({ length: Math.min(4, Math.max(1, availableParallelism())) }, async (_, n) => {
    const workspace = openWorkspace(join(folder, String(n)), flows);
    try {
      if (!(await workspace.sound())) throw new Error('Expected the tests to pass without a mutant, but they fail: nothing would be shown');
      for (let mutant = open.shift(); mutant; mutant = open.shift()) await judge(workspace, mutant);
    } finally {
      workspace.close();
    }
  }),
);

for (const { id, text, by } of survivors) console.log(`✗ survived: ${id}\n    ${text.split('\n')[0]}\n    ${by.split('\n')[0]}`);
const unknown = [...proofs.keys()].filter((id) => !values.only && !all.some((mutant) => mutant.id === id));
for (const id of unknown) console.log(`✗ on the list of equivalents, but no such mutant is there: ${id}`);
writeFileSync(join(folder, 'survivors.json'), JSON.stringify(survivors, null, 2));
console.log(`found out by the oracle ${counts.oracle}, by tables ${counts.tables}, by hanging ${counts.hangs}; equivalent ${counts.equivalent}, each with its proof; ${Math.round((Date.now() - began) / 1000)} s`);
console.log(`${mutants.length - survivors.length} passed, ${survivors.length + unknown.length} failed`);
process.exitCode = survivors.length + unknown.length > 0 ? 1 : 0;

async function judge(workspace: ReturnType<typeof openWorkspace>, mutant: Mutant): Promise<void> {
  if (proofs.has(mutant.id)) counts.equivalent += 1;
  else {
    const verdict = await workspace.judge(mutant);
    if (verdict === null) {
      survivors.push(mutant);
      console.log(`survived: ${mutant.id}`);
    } else {
      counts[verdict] += 1;
      if (verdict === 'hangs') console.log(`hangs: ${mutant.id}`);
    }
  }
  const over = mutants.length - open.length;
  if (over % 20 === 0) console.log(`… ${over} of ${mutants.length}, ${survivors.length} survived`);
}

function sourcesIn(part: string): string[] {
  return readdirSync(join(root, part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}
