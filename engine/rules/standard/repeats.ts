import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, child, children, isAsleep, isSubProcess, partsOf, processOf, referred } from './look.ts';
import { ITEM_AWARE, itemBehind, itemOf } from './items.ts';
import { broken, type StandardRule } from './standardRule.ts';

const MARKS = ['standardLoopCharacteristics', 'multiInstanceLoopCharacteristics'];

/** An activity repeats in one way, and a multi-instance one knows how often and over what (BPMN 2.0, 10.3.8). */
export const repeats: StandardRule = {
  id: 'repeats',
  check: (source) => [
    ...source.parts.filter((part) => children(part, ...MARKS).length > 1 && !isAsleep(source, part)).map((part) => broken(part, 'LOOP_TWICE')),
    ...partsOf(source, 'multiInstanceLoopCharacteristics').filter((loop) => !isAsleep(source, loop)).flatMap((loop) => [...checkCount(loop), ...checkData(source, loop), ...checkBehavior(loop)]),
  ],
};

function checkCount(loop: Part): Problem[] {
  if (attribute(processOf(loop) ?? loop, 'isExecutable') === 'false') return [];
  const ours = child(loop, 'extensionElements')?.children.some(({ type }) => type === 'zeebe:loopCharacteristics');
  return child(loop, 'loopCardinality') || child(loop, 'loopDataInputRef') || ours ? [] : [broken(loop, 'LOOP_WITHOUT_COLLECTION')];
}

const SIDES = [
  { list: 'loopDataInputRef', entry: 'inputDataItem', data: 'dataInput', place: 'LOOP_INPUT_ELSEWHERE', kind: 'LOOP_INPUT_ITEM' },
  { list: 'loopDataOutputRef', entry: 'outputDataItem', data: 'dataOutput', place: 'LOOP_OUTPUT_ELSEWHERE', kind: 'LOOP_OUTPUT_ITEM' },
] as const;

/**
 * The list is an input of the activity itself, and an entry is one of the list. A name that nothing in the drawing has is
 * a variable's.
 */
function checkData(source: Source, loop: Part): Problem[] {
  return SIDES.flatMap(({ list, entry, data, place, kind }): Problem[] => {
    const written = child(loop, list);
    const found = referred(source, loop, list);
    if (!written) return [];
    if (!found) return isVariable(source, loop) ? [] : [broken(loop, place, { reference: written.text })];
    if (!isOwn(loop, found, data)) return [broken(loop, place, { reference: written.text })];
    if (list === 'loopDataInputRef' && isSingle(source, found)) return [broken(loop, 'LOOP_INPUT_SINGLE', { reference: written.text })];
    const item = child(loop, entry);
    const [whole, one] = [itemBehind(source, found), itemOf(source, item)];
    if (!item || !whole) return [];
    if (!one) return whole.structure === undefined ? [] : [broken(loop, kind, { reference: written.text })];
    return one.isCollection || (whole.structure !== undefined && one.structure !== whole.structure) ? [broken(loop, kind, { reference: written.text })] : [];
  });
}

/** A name may be a variable's where the activity lists no data of its own and the drawing does not speak another language. */
function isVariable(source: Source, loop: Part): boolean {
  const language = attribute(source.root, 'expressionLanguage');
  return !child(loop.parent!, 'ioSpecification') && (language === undefined || /feel/i.test(language));
}

/** Data that is said to be one thing, by itself or by its item; a reference says it as the object behind it does. */
function isSingle(source: Source, data: Part): boolean {
  const said = attribute(referred(source, data, 'dataObjectRef') ?? data, 'isCollection');
  return said === 'false' || (said !== 'true' && itemBehind(source, data)?.isCollection === false);
}

/** A sub-process has no inputs of its own: data objects stand for them. */
function isOwn(loop: Part, found: Part, data: string): boolean {
  const activity = loop.parent!;
  if (isSubProcess(activity)) return ITEM_AWARE.has(found.type);
  return found.type === data && found.parent?.parent === activity;
}

/** What a multi-instance activity throws as its instances end is named where that is asked for. */
function checkBehavior(loop: Part): Problem[] {
  const behavior = attribute(loop, 'behavior');
  const lacks = (name: string): boolean => attribute(loop, name) === undefined && child(loop, name) === undefined;
  if (behavior === 'None' && lacks('noneBehaviorEventRef')) return [broken(loop, 'LOOP_BEHAVIOR_EVENT', { behavior, event: 'noneBehaviorEventRef' })];
  if (behavior === 'One' && lacks('oneBehaviorEventRef')) return [broken(loop, 'LOOP_BEHAVIOR_EVENT', { behavior, event: 'oneBehaviorEventRef' })];
  return behavior === 'Complex' && !child(loop, 'complexBehaviorDefinition') ? [broken(loop, 'LOOP_BEHAVIOR_COMPLEX')] : [];
}
