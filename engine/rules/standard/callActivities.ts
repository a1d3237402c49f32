import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { allReferred, attribute, child, children, eventDefinitions, isAsleep, nodesIn, partsOf, referred } from './look.ts';
import { isSame, itemOf } from './items.ts';
import { broken, type StandardRule } from './standardRule.ts';

const CALLABLE = new Set(['process', 'globalTask', 'globalUserTask', 'globalScriptTask', 'globalManualTask', 'globalBusinessRuleTask']);

/** A call activity takes and gives exactly what the called process or task does, and that can begin by itself (BPMN 2.0, 10.3.6). */
export const callActivities: StandardRule = {
  id: 'call-activities',
  check: (source) => [
    ...partsOf(source, 'callActivity').filter((call) => !isAsleep(source, call)).flatMap((call) => checkCall(source, call)),
    ...source.parts.filter(({ type }) => CALLABLE.has(type)).flatMap((callable) => checkService(source, callable)),
  ],
};

function checkCall(source: Source, call: Part): Problem[] {
  const called = referred(source, call, 'calledElement');
  if (!called) return [];
  if (!CALLABLE.has(called.type)) return [broken(call, 'REFERENCE_KIND', { reference: attribute(call, 'calledElement')!, attribute: 'calledElement', kind: called.type, expected: 'process' })];
  const starts = called.type === 'process' ? children(called, 'startEvent') : [];
  const plain = called.type !== 'process' || nodesIn(called).length === 0 || starts.some((start) => eventDefinitions(source, start).length === 0);
  return [
    ...(plain ? [] : [broken(call, 'CALLED_WITHOUT_PLAIN_START', { process: called.id ?? '' })]),
    ...(called.type === 'process' && nodesIn(called).length === 0 ? [broken(call, 'CALLED_EMPTY', { process: called.id ?? '' })] : []),
    ...compare(source, call, called, 'dataInput', 'inputSet', 'dataInputRefs'),
    ...compare(source, call, called, 'dataOutput', 'outputSet', 'dataOutputRefs'),
  ];
}

/** Where either of the two says what it takes or gives, both say the same. */
function compare(source: Source, call: Part, called: Part, data: string, set: string, listed: string): Problem[] {
  const [own, other] = [child(call, 'ioSpecification'), child(called, 'ioSpecification')];
  if (!own && !other) return [];
  const of = (specification: Part | undefined, type: string): Part[] => (specification ? children(specification, type) : []);
  const [mine, theirs] = [of(own, data), of(other, data)];
  const counts = (specification: Part | undefined): string => of(specification, set).map((each) => allReferred(source, each, listed).length).sort().join(' ');
  const code = data === 'dataInput' ? 'CALL_INPUTS' : 'CALL_OUTPUTS';
  if (mine.length !== theirs.length || (own && other && counts(own) !== counts(other))) return [broken(call, code, { own: mine.length, called: theirs.length })];
  const strange = mine.filter((part) => {
    const item = itemOf(source, part);
    return item && !theirs.some((their) => { const wanted = itemOf(source, their); return !wanted || isSame(item, wanted); });
  });
  return strange.map((part) => broken(call, data === 'dataInput' ? 'CALL_INPUT_ITEM' : 'CALL_OUTPUT_ITEM', { data: part.id ?? '' }));
}

/** A process or task offered as a service binds its inputs and outputs to the operations (BPMN 2.0, 10.3.6). */
function checkService(source: Source, callable: Part): Problem[] {
  if (!child(callable, 'supportedInterfaceRef')) return [];
  const bindings = children(callable, 'ioBinding');
  if (bindings.length === 0) return [broken(callable, 'SERVICE_WITHOUT_BINDING')];
  return bindings.flatMap((binding): Problem[] => {
    const operation = referred(source, binding, 'operationRef');
    return [...checkBound(source, binding, 'inputDataRef', operation && referred(source, operation, 'inMessageRef')), ...checkBound(source, binding, 'outputDataRef', operation && referred(source, operation, 'outMessageRef'))];
  });
}

function checkBound(source: Source, binding: Part, name: string, message: Part | undefined): Problem[] {
  const data = referred(source, binding, name);
  const [item, carried] = [itemOf(source, data), itemOf(source, message, 'itemRef')];
  const set = data && data.type.endsWith('Set') ? allReferred(source, data, name === 'inputDataRef' ? 'dataInputRefs' : 'dataOutputRefs').map((part) => itemOf(source, part)) : [item];
  if (attribute(binding, name) !== undefined && !data) return [broken(binding, 'REFERENCE_UNKNOWN', { reference: attribute(binding, name)!, attribute: name })];
  return carried && !set.some((each) => each && isSame(each, carried)) ? [broken(binding, 'SERVICE_BINDING_ITEM', { attribute: name, item: carried.id })] : [];
}
