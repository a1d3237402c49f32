import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { allReferred, child, children, isAsleep, isInside, nameOf, partsOf } from './look.ts';
import { isSame, ITEM_AWARE, itemBehind } from './items.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** Data flows between things that hold data, of one kind, in the direction that their place allows (BPMN 2.0, 10.4.1). */
export const dataAssociations: StandardRule = {
  id: 'data-associations',
  check: (source) => partsOf(source, 'dataInputAssociation', 'dataOutputAssociation').filter((part) => !isAsleep(source, part)).flatMap((association) => checkAssociation(source, association)),
};

function checkAssociation(source: Source, association: Part): Problem[] {
  const [from, to] = [allReferred(source, association, 'sourceRef'), allReferred(source, association, 'targetRef')];
  const dangling = ['sourceRef', 'targetRef'].flatMap((end) => children(association, end).filter(({ text }) => nameOf(source, text) !== null && !source.byId.has(nameOf(source, text)!)).map(({ text }) => broken(association, 'DATA_ASSOCIATION_DANGLING', { reference: text })));
  const wrong = [...from, ...to].filter(({ type }) => !ITEM_AWARE.has(type));
  return [
    ...dangling,
    ...checkOwn(association, from, to),
    ...wrong.map(({ id, type }) => broken(association, 'DATA_ASSOCIATION_END', { reference: id ?? '', kind: type })),
    ...from.filter((part) => part.type === 'dataOutput' && isOfProcess(part)).map(({ id }) => broken(association, 'PROCESS_OUTPUT_READ', { reference: id ?? '' })),
    ...to.filter((part) => part.type === 'dataInput' && isOfProcess(part)).map(({ id }) => broken(association, 'PROCESS_INPUT_WRITTEN', { reference: id ?? '' })),
    ...(child(association, 'transformation') ? [] : checkCopy(source, association, from, to)),
  ];
}

/**
 * An input association fills an input of its own activity or event, an output association takes from an output of it; a
 * property of the activity may stand for either, as drawing tools have it.
 */
function checkOwn(association: Part, from: readonly Part[], to: readonly Part[]): Problem[] {
  const owner = association.parent!;
  const [own, contrary, code] = association.type === 'dataInputAssociation' ? ([to, 'dataOutput', 'DATA_INPUT_ASSOCIATION_TARGET'] as const) : ([from, 'dataInput', 'DATA_OUTPUT_ASSOCIATION_SOURCE'] as const);
  return own.filter((part) => ITEM_AWARE.has(part.type) && (part.type === contrary || !isInside(part, owner))).map(({ id }) => broken(association, code, { reference: id ?? '' }));
}

const isOfProcess = (part: Part): boolean => part.parent?.type === 'ioSpecification' && part.parent.parent?.type === 'process';

/** Without a transformation one value is copied as it is, unless assignments say what is copied. */
function checkCopy(source: Source, association: Part, from: readonly Part[], to: readonly Part[]): Problem[] {
  if (children(association, 'sourceRef').length > 1) return [broken(association, 'DATA_ASSOCIATION_SOURCES', { count: children(association, 'sourceRef').length })];
  const [left, right] = [itemBehind(source, from[0]), itemBehind(source, to[0])];
  return left && right && !isSame(left, right) ? [broken(association, 'DATA_ASSOCIATION_ITEMS', { from: left.id, to: right.id })] : [];
}
