import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../engine/compile.ts';
import { labelled } from './block.ts';
import { drawFlow } from './drawFlow.ts';
import { foretell, movesBy, run } from './play.ts';
import { randomPlan } from './randomBlock.ts';
import { seed } from '../support/seed.ts';

const RUNS = Number(process.env.YJS_FLOWS ?? 600);

/** What may rightly be said of a random flow; anything else would be a false alarm. */
const TRUE_WARNINGS = ['FLOW_LOOP_WITHOUT_WAIT', 'FLOW_NOT_DECIDED'];

/** Steps after which only what ends something is done, so that every flow comes to its end. */
const RESTLESS = 40;

test(`${RUNS} random flows do what their structure foretells, at every step (seed ${seed})`, async () => {
  console.log(`random flows: seed ${seed}`);
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(randomPlan(), fc.array(fc.nat(), { minLength: 12, maxLength: 60 }), fc.constantFrom('bpmn' as const, 'matter' as const), async (plan, choices, profile) => {
      // given
      const block = labelled(plan);
      const { xml, variables } = drawFlow(block);
      const { program, problems } = await compile(xml, { profile: 'bpmn' });
      expect(problems.map(({ code }) => code).filter((code) => !TRUE_WARNINGS.includes(code))).toEqual([]);
      if (!program) throw new Error(JSON.stringify(problems.filter(({ severity }) => severity === 'error')));
      const oracle = foretell(block, profile);
      // The rules of a matter are about departments and limits; what runs is the same but for the order of undoing.
      const engine = run({ ...program, profile }, variables);
      expect(engine.seen()).toEqual(oracle.seen());

      for (const move of movesBy(oracle, choices, { restless: RESTLESS, most: 400 })) {
        // when
        oracle.do(move);
        engine.do(move);
        steps += 1;
        // then
        expect([move, engine.seen()]).toEqual([move, oracle.seen()]);
      }
      expect(oracle.seen().over).toBe(true);
    }),
    { numRuns: RUNS, seed, endOnFailure: process.env.YJS_NOSHRINK === '1' },
  );
  console.log(`random flows: ${RUNS} flows, ${steps} steps`);
}, 600_000);
