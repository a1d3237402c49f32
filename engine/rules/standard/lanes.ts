import type { Problem } from '../../problem.ts';
import { children, isAsleep, isFlowNode, nameOf, partsOf, processOf } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** A lane lists flow nodes of its own process (BPMN 2.0, 10.8). */
export const lanes: StandardRule = {
  id: 'lanes',
  check: (source) =>
    partsOf(source, 'lane').filter((lane) => !isAsleep(source, lane)).flatMap((lane): Problem[] =>
      children(lane, 'flowNodeRef').flatMap(({ text }) => {
        const id = nameOf(source, text);
        if (id === null) return [];
        const node = source.byId.get(id);
        if (!node) return [broken(lane, 'LANE_LISTS_NOTHING', { reference: text })];
        if (!isFlowNode(node) && !node.type.startsWith('data') && node.type !== 'sequenceFlow') return [broken(lane, 'REFERENCE_KIND', { reference: text, attribute: 'flowNodeRef', kind: node.type, expected: 'flow node' })];
        return processOf(node) === processOf(lane) ? [] : [broken(lane, 'LANE_ELSEWHERE', { reference: text })];
      }),
    ),
};
