/**
 * Plays flows that were drawn and compiled before against the oracle; exit 1 at the first difference. `judge.ts FILE`, or
 * `judge.ts --write FILE COUNT` to draw them. A process of its own, so that changed sources can be judged.
 */
import { deepStrictEqual } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { compile } from '../../engine/compile.ts';
import type { Program } from '../../engine/program.ts';
import { lap } from '../../scripts/mutants/ownCpu.ts';
import { type Block, labelled } from './block.ts';
import { drawFlow } from './drawFlow.ts';
import { foretell, movesBy, run } from './play.ts';
import { randomPlan } from './randomBlock.ts';

interface Judged {
  readonly block: Block;
  readonly program: Program;
  readonly variables: Readonly<Record<string, boolean | number>>;
  readonly choices: readonly number[];
}

/** Steps after which only what ends something is done. */
const RESTLESS = 30;

const [first, file, count] = process.argv.slice(2);
if (first === '--write') {
  const drawn = fc.sample(fc.tuple(randomPlan(), fc.array(fc.nat(), { minLength: 40, maxLength: 40 })), { numRuns: Number(count), seed: 20_240_931 });
  const judged: Judged[] = [];
  for (const [plan, choices] of drawn) {
    const block = labelled(plan);
    const { xml, variables } = drawFlow(block);
    const { program } = await compile(xml, { profile: 'bpmn' });
    judged.push({ block, program: program!, variables, choices });
  }
  writeFileSync(file!, JSON.stringify(judged));
} else {
  for (const { block, program, variables, choices } of JSON.parse(readFileSync(first!, 'utf8')) as Judged[]) {
    const profile = choices[0]! % 2 === 0 ? 'bpmn' : 'matter';
    const oracle = foretell(block, profile);
    const engine = run({ ...program, profile }, variables);
    deepStrictEqual(engine.seen(), oracle.seen());
    for (const move of movesBy(oracle, choices, { restless: RESTLESS, most: 300 })) {
      oracle.do(move);
      engine.do(move);
      deepStrictEqual(engine.seen(), oracle.seen());
    }
    lap();
  }
}
