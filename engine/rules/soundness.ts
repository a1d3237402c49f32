import { indexOf } from '../interpreter/programIndex.ts';
import { warning } from '../problem.ts';
import { BOTH, flaw, type Rule } from './rule.ts';
import { play } from './tokenGame.ts';

/**
 * Splits and joins fit: no join waits for a token that a decision has sent elsewhere, and no step is done twice because
 * parallel branches run together without a join (B-23). Each finding carries the flows that lead to it.
 */
export const soundness: Rule = {
  id: 'soundness',
  profiles: BOTH,
  check(process, program) {
    const index = indexOf(program, process.key);
    return [...index.contents.keys()].flatMap((scope) => {
      const { stuck, doubled, decided } = play(index, scope);
      return [
        ...[...stuck].map(([id, path]) => flaw(program.profile, id, 'FLOW_DEADLOCK', { path: path.join(' ') })),
        ...[...doubled].map(([id, path]) => flaw(program.profile, id, 'FLOW_DOUBLED', { path: path.join(' ') })),
        ...(decided ? [] : [warning(scope, 'FLOW_NOT_DECIDED')]),
      ];
    });
  },
};
