import { readBpmn } from '../../engine/bpmn.ts';
import { children, type Drawn } from '../../engine/drawn.ts';

const SIZES: readonly (readonly [RegExp, number, number])[] = [[/Event$/, 36, 36], [/Gateway$/, 50, 50], [/SubProcess$|Transaction$/, 420, 240], [/./, 100, 80]];
const COLUMN = 170;
const ROW = 130;

/** The drawing with shapes for all that it draws, so that it can be opened: left to right in the order of its text, ten in a row. */
export async function withShapes(xml: string): Promise<string> {
  const { definitions } = await readBpmn(xml);
  const process = children(definitions, 'rootElements').find(({ $type }) => $type === 'bpmn:Process')!;
  const places = new Map<string, { x: number; y: number; width: number; height: number }>();
  const shapes = place(process, 160, 120, places);
  const edges = flowsOf(process).map((flow) => edge(flow, places));
  const diagram = `<bpmndi:BPMNDiagram id="diagram_1"><bpmndi:BPMNPlane id="plane_1" bpmnElement="${process.id}">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
  const names = 'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" ';
  return xml.replace('<definitions ', `<definitions ${names}`).replace(/<\/definitions>\s*$/, `${diagram}</definitions>`);
}

function place(scope: Drawn, left: number, top: number, places: Map<string, { x: number; y: number; width: number; height: number }>): string[] {
  let at = 0;
  return children(scope, 'flowElements').flatMap((each): string[] => {
    if (each.$type === 'bpmn:SequenceFlow' || each.$type === 'bpmn:DataObject') return [];
    const [, width, height] = SIZES.find(([kind]) => kind.test(each.$type))!;
    const host = places.get((each.get('attachedToRef') as Drawn | undefined)?.id ?? '');
    const box = host === undefined ? { x: left + (at % 10) * COLUMN, y: top + Math.floor(at / 10) * ROW - height / 2, width, height } : { x: host.x + host.width - 50, y: host.y + host.height - 18, width, height };
    if (host === undefined) at += Math.ceil(width / COLUMN);
    places.set(each.id, box);
    const expanded = width > 400 ? ' isExpanded="true"' : '';
    return [`<bpmndi:BPMNShape id="${each.id}_di" bpmnElement="${each.id}"${expanded}><dc:Bounds x="${box.x}" y="${box.y}" width="${width}" height="${height}"/></bpmndi:BPMNShape>`, ...place(each, box.x + 40, box.y + 120, places)];
  });
}

const flowsOf = (scope: Drawn): Drawn[] => children(scope, 'flowElements').flatMap((each) => (each.$type === 'bpmn:SequenceFlow' ? [each] : flowsOf(each)));

function edge(flow: Drawn, places: ReadonlyMap<string, { x: number; y: number; width: number; height: number }>): string {
  const from = places.get((flow.get('sourceRef') as Drawn).id)!;
  const to = places.get((flow.get('targetRef') as Drawn).id)!;
  return `<bpmndi:BPMNEdge id="${flow.id}_di" bpmnElement="${flow.id}"><di:waypoint x="${from.x + from.width}" y="${from.y + from.height / 2}"/><di:waypoint x="${to.x}" y="${to.y + to.height / 2}"/></bpmndi:BPMNEdge>`;
}
