import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { allReferred, attribute, child, children, isAsleep, isSubProcess, partsOf } from './look.ts';
import { meant } from './items.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Sides of an input-output specification: what is listed, in which sets, and which of it may be missing or come later. */
const SIDES = [
  { data: 'dataInput', set: 'inputSet', listed: 'dataInputRefs', marks: ['optionalInputRefs', 'whileExecutingInputRefs'], pair: 'outputSetRefs', back: 'inputSetRefs', other: 'outputSet' },
  { data: 'dataOutput', set: 'outputSet', listed: 'dataOutputRefs', marks: ['optionalOutputRefs', 'whileExecutingOutputRefs'], pair: 'inputSetRefs', back: 'outputSetRefs', other: 'inputSet' },
] as const;

type Side = (typeof SIDES)[number];

/** Inputs and outputs stand where BPMN has them, each in a set, and the sets agree (BPMN 2.0, 10.4.1). */
export const ioSpecifications: StandardRule = {
  id: 'io-specifications',
  check: (source) => [
    ...partsOf(source, 'ioSpecification').filter((part) => !isAsleep(source, part)).flatMap((specification) => checkSpecification(source, specification)),
    ...source.parts.filter((part) => part.type.endsWith('Event') && !isAsleep(source, part)).flatMap((event) => SIDES.flatMap((side) => checkSide(source, event, side, false))),
  ],
};

function checkSpecification(source: Source, specification: Part): Problem[] {
  const place = specification.parent && isSubProcess(specification.parent) ? [broken(specification, 'IO_IN_SUB_PROCESS')] : [];
  const sets = SIDES.filter(({ set }) => !child(specification, set)).map(({ set }) => broken(specification, 'IO_WITHOUT_SET', { set }));
  return [...place, ...sets, ...SIDES.flatMap((side) => checkSide(source, specification, side, true))];
}

function checkSide(source: Source, owner: Part, side: Side, required: boolean): Problem[] {
  const data = children(owner, side.data);
  const sets = children(owner, side.set);
  const listed = new Set(sets.flatMap((set) => children(set, side.listed).map((reference) => meant(source, reference))));
  const unlisted = required || sets.length > 0 ? data.filter(({ id }) => id !== undefined && !listed.has(id)) : [];
  return [
    ...unlisted.map((part) => broken(part, side.data === 'dataInput' ? 'DATA_INPUT_WITHOUT_SET' : 'DATA_OUTPUT_WITHOUT_SET')),
    ...sets.flatMap((set) => [...checkListed(source, set, side, data), ...checkMarks(source, set, side), ...checkPairs(source, set, side)]),
  ];
}

const checkListed = (source: Source, set: Part, side: Side, data: readonly Part[]): Problem[] =>
  children(set, side.listed).map((reference) => meant(source, reference)).filter((id) => !data.some((part) => part.id === id)).map((id) => broken(set, 'SET_LISTS_STRANGER', { reference: id }));

/** What may be missing, or come while the activity runs, is one of the set (`dataInputRefs`). */
function checkMarks(source: Source, set: Part, side: Side): Problem[] {
  const listed = children(set, side.listed).map((reference) => meant(source, reference));
  return side.marks.flatMap((mark) =>
    children(set, mark).map((reference) => meant(source, reference)).filter((id) => !listed.includes(id)).map((id) => broken(set, mark.startsWith('optional') ? 'SET_OPTIONAL_UNLISTED' : 'SET_WHILE_UNLISTED', { reference: id, mark })),
  );
}

function checkPairs(source: Source, set: Part, side: Side): Problem[] {
  const others = allReferred(source, set, side.pair);
  const strange = children(set, side.pair).length - others.length;
  const oneSided = others.filter((other) => other.type !== side.other || !allReferred(source, other, side.back).includes(set));
  return strange > 0 || oneSided.length > 0 ? [broken(set, 'SET_PAIR_ONE_SIDED', { set: attribute(set, 'id') ?? side.set })] : [];
}
