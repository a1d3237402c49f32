import type { ElkEdgeSection, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';

/** A drawn thing as the layout sees it. */
export interface Shape {
  readonly id: string;
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly parent: Shape | null;
  readonly host?: Shape;
  readonly labelTarget?: unknown;
  readonly waypoints?: readonly Point[];
  readonly source?: Shape;
  readonly target?: Shape;
  readonly businessObject: { readonly $instanceOf?: (type: string) => boolean };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** New places of shapes, outer ones first, new bends of flows, null where the drawing tool shall find the way, and where the texts of flows stand beside them then. */
export interface TidyPlan {
  readonly shapes: readonly { readonly id: string; readonly box: Box }[];
  readonly flows: readonly { readonly id: string; readonly points: readonly Point[] | null }[];
  readonly texts: readonly { readonly id: string; readonly at: Point }[];
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.spacing.nodeNode': '45',
  'elk.spacing.edgeNode': '25',
  'elk.spacing.edgeEdge': '15',
  'elk.layered.spacing.nodeNodeBetweenLayers': '70',
  'elk.layered.spacing.edgeNodeBetweenLayers': '25',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  // The order in which a case passes the steps decides what leads back, so that a loop never turns the drawing around.
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  // Room for what stands at a flow: beside its line, never on it or on a step.
  'elk.edgeLabels.inline': 'false',
  'elk.spacing.edgeLabel': '4',
  'elk.padding': '[top=50,left=40,bottom=40,right=40]',
};
const origin = { x: 160, y: 80 };

/** Works out a tidy layout with ELK. `order`: ids of the nodes in the order a case passes them. */
export async function planTidy(all: readonly Shape[], root: Shape, order: readonly string[]): Promise<TidyPlan> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const rank = new Map(order.map((id, index) => [id, index]));
  const content = (parent: Shape): Shape[] => all.filter((each) => each.parent === parent && isNode(each)).sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
  const flows = all.filter((each) => each.type === 'bpmn:SequenceFlow' && each.waypoints !== undefined);
  const nodeOf = (shape: Shape): ElkNode => {
    const inner = content(shape);
    return { id: shape.id, width: shape.width, height: shape.height, ...(inner.length === 0 ? {} : { layoutOptions: options, children: inner.map(nodeOf), edges: edgesIn(shape) }) };
  };
  // A flow that leaves a boundary event is laid out as if it left the host.
  const edgesIn = (scope: Shape): ElkExtendedEdge[] =>
    flows.filter((flow) => flow.parent === scope).map((flow) => ({ id: flow.id, sources: [endOf(flow.source!)], targets: [endOf(flow.target!)], labels: textsOf(flow) }));
  // ELK makes no room for a label without a text; what it says is the same to it.
  const textsOf = (flow: Shape) => all.filter(({ labelTarget }) => labelTarget === flow).map(({ id, width, height }) => ({ id, text: id, width, height }));

  const placed = await new Elk().layout({ id: root.id, layoutOptions: options, children: content(root).map(nodeOf), edges: edgesIn(root) });
  const boxes = new Map<string, Box>();
  const bends = new Map<string, Point[]>();
  const texts = new Map<string, Point>();
  walk(placed, origin, { boxes, bends, texts });
  return {
    texts: [...texts].map(([id, at]) => ({ id, at })),
    shapes: [...boxes].map(([id, box]) => ({ id, box })),
    flows: flows
      .filter((flow) => boxes.has(endOf(flow.source!)) && boxes.has(endOf(flow.target!)))
      .map((flow) => ({ id: flow.id, points: flow.source!.host === undefined && bends.has(flow.id) ? docked(bends.get(flow.id)!, flow, boxes) : null })),
  };
}

function isNode(shape: Shape): boolean {
  return shape.labelTarget === undefined && shape.waypoints === undefined && shape.host === undefined && shape.businessObject?.$instanceOf?.('bpmn:FlowNode') === true;
}

const endOf = (shape: Shape): string => shape.host?.id ?? shape.id;

interface Found {
  readonly boxes: Map<string, Box>;
  readonly bends: Map<string, Point[]>;
  readonly texts: Map<string, Point>;
}

function walk(node: ElkNode, at: Point, found: Found): void {
  const { boxes, bends, texts } = found;
  const placed = ({ x = 0, y = 0 }: { x?: number; y?: number }): Point => ({ x: Math.round(at.x + x), y: Math.round(at.y + y) });
  for (const edge of node.edges ?? []) {
    for (const text of edge.labels ?? []) texts.set(text.id!, placed(text));
    const section: ElkEdgeSection | undefined = edge.sections?.[0];
    if (section !== undefined) bends.set(edge.id, [section.startPoint, ...(section.bendPoints ?? []), section.endPoint].map(placed));
  }
  for (const child of node.children ?? []) {
    const box = { ...placed(child), width: Math.round(child.width ?? 0), height: Math.round(child.height ?? 0) };
    boxes.set(child.id, box);
    walk(child, box, found);
  }
}

/** ELK ends flows at the bounding box; diamonds and circles begin further in. */
function docked(points: readonly Point[], flow: Shape, boxes: ReadonlyMap<string, Box>): Point[] {
  const middle = points.slice(1, -1);
  return [inward(points[0]!, flow.source!, boxes.get(flow.source!.id)!), ...middle, inward(points.at(-1)!, flow.target!, boxes.get(flow.target!.id)!)];
}

/** The point where a horizontal line from the edge of the box meets the shape itself. */
export function inward(point: Point, shape: Pick<Shape, 'type'>, box: Box): Point {
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const off = Math.min(1, Math.abs(point.y - centre.y) / (box.height / 2));
  const half = box.width / 2;
  const reach = shape.type.endsWith('Gateway') ? half * (1 - off) : shape.type.endsWith('Event') ? half * Math.sqrt(1 - off * off) : half;
  return { x: Math.round(centre.x + (point.x < centre.x ? -reach : reach)), y: point.y };
}
