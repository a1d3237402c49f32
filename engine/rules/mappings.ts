import { isActivity } from '../elements/index.ts';
import { problem } from '../problem.ts';
import { isReservedName } from '../value.ts';
import { BOTH, type Rule } from './rule.ts';

/** A mapping names its target by a plain name that means nothing to the machine (B-13). */
export const mappings: Rule = {
  id: 'mappings',
  profiles: BOTH,
  check: (process) =>
    process.nodes.flatMap((node) => {
      if (!isActivity(node)) return [];
      const loop = node.multiInstance;
      const targets = [...(node.inputs ?? []), ...(node.outputs ?? [])].map(({ target }) => target);
      return [
        ...targets.filter((target) => target === '').map(() => problem(node.id, 'MAPPING_WITHOUT_TARGET')),
        ...targets.filter((target) => target.includes('.')).map((target) => problem(node.id, 'MAPPING_TARGET_PATH', { target })),
        ...[...targets, loop?.element ?? '', loop?.outputCollection ?? ''].filter(isReservedName).map((target) => problem(node.id, 'NAME_RESERVED', { target })),
      ];
    }),
};
