import type { Problem } from '../../problem.ts';
import { attribute, isAsleep, nameOf, partsOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** An association joins two things of the drawing (BPMN 2.0, 8.4.1). */
export const artifacts: StandardRule = {
  id: 'artifacts',
  check: (source) =>
    partsOf(source, 'association').filter((part) => !isAsleep(source, part)).flatMap((association): Problem[] =>
      ['sourceRef', 'targetRef'].flatMap((end) => {
        const written = attribute(association, end);
        if (written === undefined) return [];
        const id = nameOf(source, written);
        return id === null || source.byId.has(id) ? [] : [broken(association, 'ASSOCIATION_DANGLING', { reference: written, attribute: end })];
      }),
    ),
};
