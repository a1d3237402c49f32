import { readTriggerOf, type Trigger } from './elements/trigger.ts';
import { attribute, child, children, type Drawn, expressionText, extension, numberAttribute } from './drawn.ts';
import { type Problem, problem } from './problem.ts';
import type { LoopThrow, MultiInstance, StandardLoop } from './program.ts';
import { itemName } from './readData.ts';

/** Reads how often an activity runs (BPMN 2.0, 10.3.7); what can't run is named. */
export function readLoop(element: Drawn, problems: Problem[]): { multiInstance?: MultiInstance; loop?: StandardLoop } {
  const drawn = child(element, 'loopCharacteristics');
  if (!drawn) return {};
  if (drawn.$type === 'bpmn:StandardLoopCharacteristics') return { loop: readStandardLoop(element, drawn, problems) };
  return { multiInstance: readMultiInstance(element, drawn, problems) };
}

/** A loop that neither a condition nor a maximum ends can't be executed, and neither can a maximum below nothing. */
function readStandardLoop(element: Drawn, drawn: Drawn, problems: Problem[]): StandardLoop {
  const condition = expressionText(child(drawn, 'loopCondition'));
  const text = attribute(drawn, 'loopMaximum');
  const maximum = numberAttribute(drawn, 'loopMaximum');
  if (text !== undefined && !(maximum !== undefined && Number.isInteger(maximum) && maximum >= 0)) problems.push(problem(element.id, 'LOOP_MAXIMUM_INVALID', { value: text }));
  else if (!condition && maximum === undefined) problems.push(problem(element.id, 'LOOP_WITHOUT_END'));
  return {
    ...(condition ? { condition } : {}),
    ...(drawn.get('testBefore') === true ? { testBefore: true as const } : {}),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

function readMultiInstance(element: Drawn, drawn: Drawn, problems: Problem[]): MultiInstance {
  const zeebe = extension(drawn, 'zeebe:LoopCharacteristics');
  const text = (name: string): string | undefined => expressionText(zeebe?.get(name));
  const item = (name: string): string | undefined => itemName(child(drawn, name));
  const members = {
    collection: text('inputCollection'),
    collectionName: text('inputCollection') === undefined ? item('loopDataInputRef') : undefined,
    element: text('inputElement') ?? item('inputDataItem'),
    cardinality: expressionText(child(drawn, 'loopCardinality')),
    outputCollection: text('outputCollection') ?? item('loopDataOutputRef'),
    outputElement: text('outputElement'),
    outputName: text('outputElement') === undefined ? item('outputDataItem') : undefined,
    completionCondition: expressionText(child(drawn, 'completionCondition')),
  };
  if (!members.collection && !members.collectionName && !members.cardinality) problems.push(problem(element.id, 'LOOP_WITHOUT_COLLECTION'));
  const throws = readThrows(element, drawn, problems);
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return { sequential: drawn.get('isSequential') === true, ...Object.fromEntries(entries), ...(throws.length > 0 ? { throws } : {}) };
}

/** `behavior`: with `All` nothing is thrown, with `One` at the first instance done, with `None` at each, with `Complex` by conditions. */
function readThrows(element: Drawn, drawn: Drawn, problems: Problem[]): LoopThrow[] {
  const behaviour = attribute(drawn, 'behavior') ?? 'All';
  if (behaviour === 'One' || behaviour === 'None') {
    const definition = child(drawn, behaviour === 'One' ? 'oneBehaviorEventRef' : 'noneBehaviorEventRef');
    return definition ? [{ at: behaviour === 'One' ? 'first' : 'each', trigger: thrown(element, definition, problems) }] : [];
  }
  if (behaviour !== 'Complex') return [];
  return children(drawn, 'complexBehaviorDefinition').flatMap((each): LoopThrow[] => {
    const condition = expressionText(child(each, 'condition'));
    const event = child(each, 'event');
    const definitions = event ? [...children(event, 'eventDefinitions'), ...children(event, 'eventDefinitionRef')] : [];
    return definitions.map((definition) => ({ at: 'each', trigger: thrown(element, definition, problems), ...(condition ? { condition } : {}) }));
  });
}

const THROWN: ReadonlySet<Trigger['kind']> = new Set(['signal', 'message', 'escalation', 'error'] as const);

function thrown(element: Drawn, definition: Drawn, problems: Problem[]): Trigger {
  const trigger = readTriggerOf(element, definition);
  if (!THROWN.has(trigger.kind)) problems.push(problem(element.id, 'PART_UNSUPPORTED', { part: `multiInstanceLoopCharacteristics: ${definition.$type.replace('bpmn:', '')}` }));
  return trigger;
}
