import { children, type Drawn } from '../drawn.ts';

/** A place on the drawing. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room around the drawing, in units of the drawing. */
const margin = 20;
/** Characters of a label that fit in one line of a step of usual width. */
const perLine = 7;

/**
 * A picture of the flow as SVG text, drawn from the interchange part of the drawing: steps, gateways, events, flows and
 * their labels. Every text of the drawing is escaped, and nothing in it acts. Empty text where nothing is placed.
 * @param definitions the read drawing
 */
export function pictureOf(definitions: Drawn, label: string): string {
  const planes = children(definitions, 'diagrams').map((diagram) => diagram.get('plane') as Drawn | undefined);
  const parts = planes.slice(0, 1).flatMap((plane) => (plane ? children(plane, 'planeElement') : []));
  const shapes = parts.flatMap((part) => shapeOf(part) ?? []);
  const edges = parts.flatMap((part) => edgeOf(part) ?? []);
  if (shapes.length === 0) return '';
  const xs = [...shapes.flatMap(({ box }) => [box.x, box.x + box.width]), ...edges.flatMap(({ points }) => points.map(([x]) => x))];
  const ys = [...shapes.flatMap(({ box }) => [box.y, box.y + box.height + 20]), ...edges.flatMap(({ points }) => points.map(([, y]) => y))];
  const [left, top] = [Math.min(...xs) - margin, Math.min(...ys) - margin];
  const [width, height] = [Math.max(...xs) - left + margin, Math.max(...ys) - top + margin];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" role="img" aria-label="${escaped(label)}" font-family="sans-serif" font-size="12">`,
    '<defs><marker id="to" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="#33475b"/></marker></defs>',
    ...shapes.filter(({ kind }) => kind === 'scope').map(drawn),
    ...edges.map(({ points, name }) => `<polyline points="${points.map((point) => point.join(',')).join(' ')}" fill="none" stroke="#33475b" stroke-width="1.3" marker-end="url(#to)"/>${edgeLabel(points, name)}`),
    ...shapes.filter(({ kind }) => kind !== 'scope').map(drawn),
    '</svg>',
  ].join('\n');
}

type Kind = 'task' | 'event' | 'end' | 'gateway' | 'scope';
interface Shape { readonly kind: Kind; readonly box: Box; readonly name: string }
interface Edge { readonly points: readonly (readonly [number, number])[]; readonly name: string }

function shapeOf(part: Drawn): Shape | null {
  const element = part.get('bpmnElement') as Drawn | undefined;
  const bounds = part.get('bounds') as Drawn | undefined;
  if (part.$type !== 'bpmndi:BPMNShape' || !element || !bounds) return null;
  const box = { x: number(bounds.get('x')), y: number(bounds.get('y')), width: number(bounds.get('width')), height: number(bounds.get('height')) };
  const kind = kindOf(element.$type, part.get('isExpanded') === true);
  return kind === null ? null : { kind, box, name: element.name ?? '' };
}

function kindOf(type: string, expanded: boolean): Kind | null {
  if (type.endsWith('Gateway')) return 'gateway';
  if (type === 'bpmn:EndEvent') return 'end';
  if (type.endsWith('Event')) return 'event';
  if (/Process$|Transaction$/.test(type) && expanded) return 'scope';
  if (/Participant$|Lane$/.test(type)) return 'scope';
  return /Task$|Activity$|Process$|Transaction$/.test(type) ? 'task' : null;
}

function edgeOf(part: Drawn): Edge | null {
  const element = part.get('bpmnElement') as Drawn | undefined;
  if (part.$type !== 'bpmndi:BPMNEdge' || !element || !element.$type.endsWith('Flow')) return null;
  return { points: children(part, 'waypoint').map((point) => [number(point.get('x')), number(point.get('y'))] as const), name: element.name ?? '' };
}

function drawn({ kind, box: { x, y, width, height }, name }: Shape): string {
  const middle = x + width / 2;
  switch (kind) {
    case 'scope':
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="#f4f6f9" stroke="#8490a0"/>${text(middle, y + 16, [name])}`;
    case 'task':
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="#fff" stroke="#17508f" stroke-width="1.5"/>${text(middle, y + height / 2 + 4 - (lines(name).length - 1) * 7, lines(name))}`;
    case 'gateway':
      return `<path d="M${middle} ${y} ${x + width} ${y + height / 2} ${middle} ${y + height} ${x} ${y + height / 2}z" fill="#fdf1dc" stroke="#8a5000"/>${text(middle, y + height + 14, [name])}`;
    default:
      return `<circle cx="${middle}" cy="${y + height / 2}" r="${width / 2}" fill="#fff" stroke="#1a6e34" stroke-width="${kind === 'end' ? 3.5 : 1.5}"/>${text(middle, y + height + 14, [name])}`;
  }
}

const edgeLabel = (points: Edge['points'], name: string): string => {
  const [first, second] = points;
  return name === '' || !first || !second ? '' : text((first[0] + second[0]) / 2, (first[1] + second[1]) / 2 - 5, [name]);
};

function text(x: number, y: number, all: readonly string[]): string {
  const shown = all.filter((line) => line !== '');
  return shown.map((line, index) => `<text x="${x}" y="${y + index * 14}" text-anchor="middle" fill="#1c2430">${escaped(line)}</text>`).join('');
}

/** A label in lines that fit into a step. */
function lines(name: string): string[] {
  const characters = [...name];
  const count = Math.min(4, Math.ceil(characters.length / perLine));
  const size = Math.ceil(characters.length / Math.max(1, count));
  return Array.from({ length: count }, (_, index) => characters.slice(index * size, (index + 1) * size).join(''));
}

/** A number of the drawing; anything else counts as nothing, so that no text of a drawing stands in an attribute. */
const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

const escaped = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
