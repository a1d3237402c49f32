import { attribute, isFlowNode } from './look.ts';
import { doubtful, type StandardRule } from './standardRule.ts';

/** Two names that look the same and are not, for their signs are composed in different ways, mislead whoever searches for one (B-14). */
export const nameTwins: StandardRule = {
  id: 'name-twins',
  check(source) {
    const seen = new Map<string, string>();
    return source.parts.filter((part) => isFlowNode(part) && attribute(part, 'name') !== undefined).flatMap((part) => {
      const name = attribute(part, 'name')!;
      const known = seen.get(name.normalize('NFC'));
      seen.set(name.normalize('NFC'), known ?? name);
      return known === undefined || known === name ? [] : [doubtful(part, 'NAME_TWIN', { twin: name })];
    });
  },
};
