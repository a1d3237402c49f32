import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { compileModel } from '../../../engine/decisions/compile.ts';
import { evaluateDecision, type Evaluated, invoke } from '../../../engine/decisions/evaluate.ts';
import type { DecisionModel, DecisionProgram } from '../../../engine/decisions/model.ts';
import { readDmn } from '../../../engine/decisions/read.ts';
import { readTests, type TestCase, type TestFile } from './readTests.ts';
import { agrees, feelValue, shown } from './values.ts';

/** What came of one test. */
export interface Outcome {
  /** `folder/file#case`. */
  readonly id: string;
  /** First folder of the id: the level of compliance. */
  readonly level: string;
  readonly folder: string;
  readonly passed: boolean;
  /** Expected and got, and what was said about it. */
  readonly reason?: string;
}

/** Time of every evaluation: tests that ask for the present only compare it with itself. */
const NOW = '2026-09-18T01:30:00.000Z';

/** Runs every test below a folder, in the order of their names. */
export async function runFolder(root: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const folder of foldersWithTests(root)) outcomes.push(...(await runOne(root, folder)));
  return outcomes;
}

function foldersWithTests(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const inside = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => foldersWithTests(join(folder, name)));
  return entries.some(({ name }) => name.endsWith('.dmn')) ? [folder, ...inside] : inside;
}

async function runOne(root: string, folder: string): Promise<Outcome[]> {
  const files = readdirSync(folder).sort();
  const models = new Map<string, DecisionModel>();
  const troubles = new Map<string, string>();
  for (const file of files.filter((each) => each.endsWith('.dmn'))) {
    try {
      models.set(file, compileModel((await readDmn(readFileSync(join(folder, file), 'utf8'))).definitions));
    } catch (error) {
      troubles.set(file, error instanceof Error ? error.message : String(error));
    }
  }
  const path = relative(root, folder);
  const outcomes: Outcome[] = [];
  for (const file of files.filter((each) => each.endsWith('.xml'))) {
    let tests: TestFile;
    try {
      tests = readTests(readFileSync(join(folder, file), 'utf8'));
    } catch (error) {
      outcomes.push({ id: `${path}/${file}`, level: levelOf(path), folder: path, passed: false, reason: `the file cannot be read: ${error instanceof Error ? error.message : String(error)}` });
      continue;
    }
    const main = models.get(tests.model);
    // The model under test comes last: another one of its namespace does not take its place.
    const program: DecisionProgram | null = main ? { format: 1, main: main.namespace, models: Object.fromEntries([...models.values(), main].map((model) => [model.namespace, model])) } : null;
    for (const each of tests.cases) {
      const reason = program ? tryCase(program, each) : `the model ${tests.model} cannot be read: ${troubles.get(tests.model) ?? 'there is no such file'}`;
      outcomes.push({ id: `${path}/${file}#${each.id}`, level: levelOf(path), folder: path, passed: reason === null, ...(reason === null ? {} : { reason }) });
    }
  }
  return outcomes;
}

const levelOf = (path: string): string => path.split(/[\\/]/).find((part) => part.startsWith('compliance-level-')) ?? '';

/** Why a test fails; null where it passes. A test that expects an error is met by null, FEEL's value of an error. */
function tryCase(program: DecisionProgram, test: TestCase): string | null {
  const wrong = test.results.flatMap(({ name, error, value }) => {
    const expected = error ? null : feelValue(value);
    let got: Evaluated;
    try {
      got = ask(program, test, name);
    } catch (thrown) {
      return [`${name}: expected ${shown(expected)}, but ${thrown instanceof Error ? thrown.message : String(thrown)}`];
    }
    if (agrees(expected, got.value)) return [];
    return [`${name}: expected ${shown(expected)}, got ${shown(got.value)}${got.warnings.length > 0 ? ` (${[...new Set(got.warnings)].slice(0, 2).join('; ')})` : ''}`];
  });
  return wrong.length === 0 ? null : wrong.join(' | ');
}

function ask(program: DecisionProgram, test: TestCase, name: string): Evaluated {
  const values = Object.fromEntries(test.inputs.map((input) => [input.name, feelValue(input.value)]));
  const imported: Record<string, Record<string, unknown>> = {};
  for (const { name: input, namespace, value } of test.inputs) if (namespace) imported[namespace] = { ...imported[namespace], [input]: feelValue(value) };
  const main = program.models[program.main]!;
  if (test.invocable !== undefined) {
    const got = invoke(program, test.invocable, { values, imported }, NOW);
    const service = Object.values(main.services).find((each) => each.name === test.invocable);
    const many = (service?.outputs.length ?? 0) > 1 && typeof got.value === 'object' && got.value !== null && name in got.value;
    return many ? { ...got, value: (got.value as Record<string, unknown>)[name] } : got;
  }
  const decision = Object.values(main.decisions).find((each) => each.label === name || each.name === name);
  if (!decision) throw new Error(`there is no decision "${name}"`);
  return evaluateDecision(program, decision.id, { values, imported }, NOW);
}
