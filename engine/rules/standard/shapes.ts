import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, isAsleep, isFlowNode, nameOf, partsOf } from './look.ts';
import { doubtful, type StandardRule } from './standardRule.ts';

/** In a matter people see what they run: what has no shape on the diagram is named, and so is a shape of nothing (B-08). */
export const shapes: StandardRule = {
  id: 'shapes',
  check(source, { profile }) {
    const drawn = source.root.children.filter(({ type }) => type === 'bpmndi:BPMNDiagram').flatMap(below).filter(({ type }) => type === 'bpmndi:BPMNShape' || type === 'bpmndi:BPMNEdge');
    if (profile !== 'matter') return [];
    const meant = new Map(drawn.map((shape) => [nameOf(source, attribute(shape, 'bpmnElement') ?? '') ?? '', shape]));
    if (meant.size === 0) return partsOf(source, 'process').slice(0, 1).map((process) => doubtful(process, 'DIAGRAM_MISSING'));
    const unseen = source.parts.filter((part) => (isFlowNode(part) || part.type === 'sequenceFlow') && part.id !== undefined && !meant.has(part.id) && !isAsleep(source, part));
    return [...unseen.map((part) => doubtful(part, 'SHAPE_MISSING')), ...ghosts(source, meant)];
  },
};

const ghosts = (source: Source, meant: ReadonlyMap<string, Part>): Problem[] =>
  [...meant].filter(([id]) => !source.byId.has(id)).map(([id, shape]) => doubtful(shape, 'SHAPE_OF_NOTHING', { reference: id }));

const below = (part: Part): Part[] => [part, ...part.children.flatMap(below)];
