import { expect, test } from '@jest/globals';
import { planTidy, type Shape } from '../../../designer/modeler/planTidy.ts';

const flowNode = { $instanceOf: (type: string) => type === 'bpmn:FlowNode' };
const root: Shape = { id: 'p', type: 'bpmn:Process', x: 0, y: 0, width: 0, height: 0, parent: null, businessObject: {} };
const node = (id: string, type: string, width: number, height: number): Shape => ({ id, type, x: 0, y: 0, width, height, parent: root, businessObject: flowNode });
const task = (id: string): Shape => node(id, 'bpmn:UserTask', 110, 80);
const flow = (source: Shape, target: Shape): Shape => ({ id: `${source.id}_${target.id}`, type: 'bpmn:SequenceFlow', x: 0, y: 0, width: 0, height: 0, parent: root, waypoints: [], source, target, businessObject: {} });
/** The text of a flow, left somewhere far from it. */
const textOf = (target: Shape): Shape => ({ id: `${target.id}_label`, type: 'label', x: 3000, y: 3000, width: 66, height: 14, parent: root, labelTarget: target, businessObject: {} });

test('given a choice whose ways say when they are taken, when it is tidied, then each text stands beside its own line, on no line and no step', async () => {
  const [split, one, two, join] = [node('split', 'bpmn:ExclusiveGateway', 50, 50), task('one'), task('two'), node('join', 'bpmn:ExclusiveGateway', 50, 50)];
  const ways = [flow(split, one), flow(split, two), flow(split, join)];
  const all = [root, split, one, two, join, ...ways, flow(one, join), flow(two, join), ...ways.map(textOf)];

  const { shapes, flows, texts } = await planTidy(all, root, ['split', 'one', 'two', 'join']);

  expect(texts.map(({ id }) => id)).toEqual(['split_one_label', 'split_two_label', 'split_join_label']);
  for (const { id, at } of texts) {
    const box = { x: at.x, y: at.y, width: 66, height: 14 };
    expect(shapes.filter((each) => meet(each.box, box))).toEqual([]);
    expect(flows.filter(({ points }) => points!.slice(1).some((end, index) => meet(around(points![index]!, end), box)))).toEqual([]);
    // Its own line is the one nearest to its middle.
    const far = (points: readonly Point[]): number => Math.min(...points.slice(1).map((end, index) => distance(around(points[index]!, end), { x: at.x + 33, y: at.y + 7 })));
    const nearest = flows.toSorted((a, b) => far(a.points!) - far(b.points!))[0]!;
    expect(`${nearest.id}_label`).toBe(id);
    expect(far(nearest.points!)).toBeLessThanOrEqual(20);
  }
});

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Box extends Point {
  readonly width: number;
  readonly height: number;
}
const around = (a: Point, b: Point): Box => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) });
const meet = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const distance = (box: Box, { x, y }: Point): number => Math.hypot(Math.max(box.x - x, 0, x - box.x - box.width), Math.max(box.y - y, 0, y - box.y - box.height));
