import type Modeler from 'bpmn-js/lib/Modeler';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import { renamed } from '../../engine/expressions/renamed.ts';
import type { Moddle } from '../panel/address.ts';

/** A text of the drawing in which a name stands. */
export interface Spot {
  /** Id of the drawn element to which it belongs. */
  readonly id: string;
  readonly holder: Moddle;
  readonly property: string;
  readonly before: string;
  readonly text: string;
  /** Whether the old name is left in it. */
  readonly unsure: boolean;
}

interface Property {
  readonly name: string;
  readonly isReference?: boolean;
}

/** Properties whose text is an expression also without the mark `=`. */
const expressions: ReadonlySet<string> = new Set(['conditionExpression', 'condition', 'completionCondition', 'activationCondition', 'loopCondition', 'correlationKey']);

/** What comes out of it may be called as the field is, and mean what a department, a decision, a message or another flow has answered. */
const isAnswered = (element: Moddle): boolean => !['bpmn:UserTask', 'bpmn:SubProcess'].some((type) => element.$instanceOf?.(type) === true);

/** Every expression of the drawing that says `from`, and every output that writes it, as it reads with `to`. */
export function spotsIn(modeler: Modeler, from: string, to: string): Spot[] {
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  const drawn = registry.filter((each) => !('labelTarget' in each && each.labelTarget)) as unknown as readonly { id: string; businessObject: Moddle }[];
  const own = new Set(drawn.map(({ businessObject }) => businessObject));
  const spots: Spot[] = [];
  const seen = new Set<Moddle>();

  function look(id: string, holder: Moddle, as: string): void {
    if (seen.has(holder)) return;
    seen.add(holder);
    for (const { name, isReference } of (holder.$descriptor as unknown as { properties: readonly Property[] }).properties) {
      const property = name.slice(name.indexOf(':') + 1);
      const value = holder.get(name);
      if (typeof value === 'string') take(id, holder, name, value, property === 'body' ? as : property);
      // A message stands beside the process, and is reached by who waits for it.
      else if (isReference !== true || property === 'messageRef') for (const part of [value].flat()) if (isModdle(part) && !own.has(part)) look(id, part, property);
    }
  }
  function take(id: string, holder: Moddle, property: string, value: string, as: string): void {
    if (holder.$type === 'zeebe:Output' && as === 'target') {
      const [first, ...rest] = value.split('.');
      if (first === from) spots.push({ id, holder, property, before: value, text: [to, ...rest].join('.'), unsure: false });
    } else if (/^\s*=/.test(value) || expressions.has(as)) {
      const { text, unsure } = renamed(value, from, to);
      const answered = holder.$type === 'zeebe:Output' && isAnswered(registry.get(id)!.businessObject as Moddle);
      if (answered && text !== value) spots.push({ id, holder, property, before: value, text: value, unsure: true });
      else if (text !== value || unsure) spots.push({ id, holder, property, before: value, text, unsure });
    }
  }
  for (const { id, businessObject } of drawn) look(id, businessObject, '');
  return spots;
}

const isModdle = (value: unknown): value is Moddle => typeof value === 'object' && value !== null && '$descriptor' in value;

/** Writes the texts through the command stack. */
export function writeSpots(modeler: Modeler, spots: readonly Spot[]): void {
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  for (const { id, holder, property, before, text } of spots) if (text !== before) modeler.get<Modeling>('modeling').updateModdleProperties(registry.get(id) as never, holder as never, { [property]: text });
}
