import { indexOf } from '../interpreter/programIndex.ts';
import { circles } from './circles.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

/** Somewhere in every loop somebody or something is waited for; else the flow would turn on and on in one instant (B-21). */
export const loopWithoutWait: Rule = {
  id: 'loop-without-wait',
  profiles: BOTH,
  check: (process, program) => circles(indexOf(program, process.key)).map(({ at, path }) => flaw(program.profile, at, 'FLOW_LOOP_WITHOUT_WAIT', { path: path.join(' ') })),
};
