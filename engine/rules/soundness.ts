import { indexOf } from '../interpreter/programIndex.ts';
import { warning } from '../problem.ts';
import type { ProblemCode } from '../problemCodes.ts';
import { type FlawKind, judge, STEPS } from '../soundness/index.ts';
import { circles } from './circles.ts';
import { BOTH, flaw, type Rule } from './rule.ts';
import { wayTo } from './wayTo.ts';

const CODES: Readonly<Record<FlawKind, ProblemCode>> = {
  deadlock: 'FLOW_DEADLOCK',
  left: 'FLOW_TOKEN_LEFT',
  doubled: 'FLOW_DOUBLED',
  endless: 'FLOW_ENDLESS',
  dead: 'FLOW_NEVER_TAKEN',
};

/**
 * Splits and joins fit: no join waits for ever, no step is done twice because parallel branches run together, everything
 * drawn can happen, and the flow can always come to an end (B-23). Each finding carries the way that leads to it.
 */
export const soundness: Rule = {
  id: 'soundness',
  profiles: BOTH,
  check(process, program) {
    const index = indexOf(program, process.key);
    const circling = new Set(circles(index).map(({ scope }) => scope));
    let left = STEPS;
    return [...index.contents.keys()].flatMap((scope) => {
      const { flaws, decided, steps } = judge(index, scope, { steps: left });
      left = Math.max(0, left - steps);
      return [
        ...flaws.map(({ kind, at, path }) => flaw(program.profile, at, CODES[kind], { path: [...(scope === process.key ? [] : wayTo(index, scope)), ...(kind === 'dead' ? wayTo(index, index.flows.get(at)?.source ?? at) : path)].join(' ') })),
        // A flow that turns without waiting is `loop-without-wait`'s.
        ...(decided || circling.has(scope) ? [] : [warning(scope, 'FLOW_NOT_DECIDED')]),
      ];
    });
  },
};
