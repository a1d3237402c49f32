import { expect, test } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import { type Maker, pictured } from '../../../designer/modeler/pictured.ts';
import { children, type Drawn } from '../../../engine/drawn.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const head = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">';

/** The picture that is made for a drawing: boxes by element, lines by element. */
async function pictureOf(content: string): Promise<{ boxes: Record<string, Box>; lines: string[]; of: string }> {
  const moddle = new BpmnModdle();
  const { rootElement } = await moddle.fromXML(`${head}${content}</definitions>`);
  pictured(rootElement as unknown as Drawn, moddle as unknown as Maker);
  // As it is kept: what can't be written and read again is no picture.
  const { xml } = await moddle.toXML(rootElement);
  const again = (await moddle.fromXML(xml)).rootElement as unknown as Drawn;
  const plane = children(again, 'diagrams')[0]!.get('plane') as Drawn;
  const told = children(plane, 'planeElement').map((each) => ({ type: each.$type, id: (each.get('bpmnElement') as Drawn).id, box: each.get('bounds') as Box }));
  return {
    boxes: Object.fromEntries(told.filter(({ type }) => type === 'bpmndi:BPMNShape').map(({ id, box }) => [id, box])),
    lines: told.filter(({ type }) => type === 'bpmndi:BPMNEdge').map(({ id }) => id),
    of: (plane.get('bpmnElement') as Drawn).id,
  };
}
const holds = (outer: Box, inner: Box): boolean => inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
const meet = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test('given a drawing without a picture, when one is made, then everything stands beside each other, what is inside inside, and what sits at an edge at that edge', async () => {
  const many = Array.from({ length: 12 }, (_, n) => `<task id="t${n}"/>`).join('');
  const { boxes, lines, of } = await pictureOf(`<process id="p"><startEvent id="s"/>${many}<subProcess id="sub"><task id="in"/><userTask id="in2"/><sequenceFlow id="inner" sourceRef="in" targetRef="in2"/></subProcess><boundaryEvent id="late" attachedToRef="sub"/><textAnnotation id="note"/><association id="told" sourceRef="t0" targetRef="note"/><sequenceFlow id="f" sourceRef="s" targetRef="sub"/></process>`);

  expect(of).toBe('p');
  expect(Object.keys(boxes).sort()).toEqual(['in', 'in2', 'late', 'note', 's', 'sub', ...Array.from({ length: 12 }, (_, n) => `t${n}`)].sort());
  expect([...lines].sort()).toEqual(['f', 'inner', 'told']);
  const beside = Object.entries(boxes).filter(([id]) => !['in', 'in2', 'late'].includes(id));
  for (const [index, [one, box]] of beside.entries()) expect([one, beside.slice(index + 1).filter(([, other]) => meet(box, other)).map(([id]) => id)]).toEqual([one, []]);
  expect([holds(boxes['sub']!, boxes['in']!), holds(boxes['sub']!, boxes['in2']!), meet(boxes['sub']!, boxes['late']!), holds(boxes['sub']!, boxes['late']!)]).toEqual([true, true, true, false]);
});

test('given several processes and no participants, when a picture is made, then it is of the one that runs', async () => {
  const { boxes, of } = await pictureOf('<process id="told"><task id="a"/></process><process id="run" isExecutable="true"><task id="b"/></process>');

  expect([of, Object.keys(boxes)]).toEqual(['run', ['b']]);
});

test('given participants, when a picture is made, then each holds what it does, one that is not told in detail is there as well, and messages go between them', async () => {
  const { boxes, lines, of } = await pictureOf('<collaboration id="c"><participant id="a" processRef="pa"/><participant id="b"/><messageFlow id="m" sourceRef="ta" targetRef="b"/></collaboration><process id="pa"><task id="ta"/></process>');

  expect(of).toBe('c');
  expect(lines).toEqual(['m']);
  expect([holds(boxes['a']!, boxes['ta']!), meet(boxes['a']!, boxes['b']!)]).toEqual([true, false]);
});
