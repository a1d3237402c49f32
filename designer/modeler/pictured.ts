import { child, children, type Drawn } from '../../engine/drawn.ts';

/** What makes elements of the drawing, as bpmn-moddle does. */
export interface Maker {
  create(type: string, properties: object): Drawn;
}

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

const SIZES: readonly (readonly [RegExp, Size])[] = [
  [/Event$/, { width: 36, height: 36 }], [/Gateway$|DataStoreReference$/, { width: 50, height: 50 }], [/DataObjectReference$/, { width: 36, height: 50 }], [/./, { width: 110, height: 80 }],
];
/** Things in one row, the space between them and around what stands inside another. */
const ROW = 10;
const GAP = 60;
const INSET = 40;

/**
 * Gives a drawing that came without a picture, as files of engines do, a first one: what it says in the order in which it says it,
 * ten in a row, inside its sub-process or participant; of several processes without participants the one that runs. Good to look at it is once it has been tidied.
 */
export function pictured(definitions: Drawn, maker: Maker): void {
  const create = (type: string, properties: object): Drawn => maker.create(type, properties);
  const boxes = new Map<Drawn, Box>();
  const roots = children(definitions, 'rootElements');
  const collaboration = roots.find(({ $type }) => $type === 'bpmn:Collaboration');
  const processes = roots.filter(({ $type }) => $type === 'bpmn:Process');
  const plane = collaboration ?? processes.find((process) => process.get('isExecutable') === true) ?? processes[0];
  if (plane === undefined) return;
  let below = 80;
  for (const participant of collaboration === undefined ? [] : children(collaboration, 'participants')) {
    const process = child(participant, 'processRef');
    const inner = process === undefined ? { width: 600, height: 20 } : spread(process, 160 + 2 * INSET, below + INSET, boxes);
    boxes.set(participant, { x: 160, y: below, width: inner.width + 3 * INSET, height: inner.height + 2 * INSET });
    below += inner.height + 2 * INSET + GAP;
  }
  spread(plane, 160, below, boxes);

  const shapes = [...boxes].map(([element, box]) => create('bpmndi:BPMNShape', { id: `${element.id}_di`, bpmnElement: element, bounds: create('dc:Bounds', box), ...(isScope(element) ? { isExpanded: true } : element.$type === 'bpmn:Participant' ? { isHorizontal: true } : {}) }));
  const lines = [plane, ...boxes.keys()].flatMap((scope) => linesIn(scope.$type === 'bpmn:Participant' ? child(scope, 'processRef') : scope)).flatMap((line) => {
    const [from, to] = ['sourceRef', 'targetRef'].map((end) => boxes.get(endOf(line, end)!));
    if (from === undefined || to === undefined) return [];
    const points = [{ x: from.x + from.width, y: from.y + from.height / 2 }, { x: to.x, y: to.y + to.height / 2 }];
    return [create('bpmndi:BPMNEdge', { id: `${line.id}_di`, bpmnElement: line, waypoint: points.map((point) => create('dc:Point', point)) })];
  });
  const picture = create('bpmndi:BPMNPlane', { id: `${plane.id}_plane`, bpmnElement: plane, planeElement: [...shapes, ...lines] });
  children(definitions, 'diagrams').splice(0, Infinity, create('bpmndi:BPMNDiagram', { id: `${plane.id}_diagram`, plane: picture }));
}

/** Puts what a scope holds into rows from a corner on; the room they take. */
function spread(scope: Drawn, left: number, top: number, boxes: Map<Drawn, Box>): Size {
  const room = { width: 110, height: 80 };
  let [x, y, high, inRow] = [left, top, 0, 0];
  const attached: Drawn[] = [];
  for (const each of [...children(scope, 'flowElements'), ...children(scope, 'artifacts')]) {
    if (each.id === undefined || /Flow$|Association$|DataObject$|Group$/.test(each.$type)) continue;
    if (each.$type === 'bpmn:BoundaryEvent') {
      attached.push(each);
      continue;
    }
    if (inRow === ROW) [x, y, high, inRow] = [left, y + high + GAP, 0, 0];
    const own = { ...SIZES.find(([kind]) => kind.test(each.$type))![1] };
    // Its own box comes before what stands in it.
    boxes.set(each, { x, y, ...own });
    if (isScope(each)) {
      const inner = spread(each, x + INSET, y + INSET, boxes);
      Object.assign(own, { width: inner.width + 2 * INSET, height: inner.height + 2 * INSET });
      boxes.set(each, { x, y, ...own });
    }
    [x, high, inRow] = [x + own.width + GAP, Math.max(high, own.height), inRow + 1];
    Object.assign(room, { width: Math.max(room.width, x - GAP - left), height: y + high - top });
  }
  const taken = new Map<Drawn, number>();
  for (const each of attached) {
    const host = child(each, 'attachedToRef');
    const box = host && boxes.get(host);
    if (host === undefined || box === undefined) continue;
    const before = taken.get(host) ?? 0;
    taken.set(host, before + 1);
    boxes.set(each, { x: box.x + box.width - 50 - 45 * before, y: box.y + box.height - 18, width: 36, height: 36 });
  }
  return room;
}

const isScope = ({ $type }: Drawn): boolean => /SubProcess$|Transaction$/.test($type);
const linesIn = (scope: Drawn | undefined): Drawn[] => (scope === undefined ? [] : [...listed(scope, 'flowElements'), ...listed(scope, 'artifacts'), ...listed(scope, 'messageFlows')].filter(({ id, $type }) => id !== undefined && /Flow$|Association$/.test($type)));
/** What an element has under a name; most have nothing of the kind. */
const listed = (element: Drawn, name: string): Drawn[] => (/Process$|Transaction$|Collaboration$/.test(element.$type) ? children(element, name) : []);
/** An end of a line; some name several and mean the first. */
function endOf(line: Drawn, end: string): Drawn | undefined {
  const found = line.get(end) as Drawn | readonly Drawn[] | undefined;
  return Array.isArray(found) ? (found as readonly Drawn[])[0] : (found as Drawn | undefined);
}
