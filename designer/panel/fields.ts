import type { Field } from '../../engine/elements/element.ts';
import { elements } from '../../engine/elements/index.ts';
import { address, has, holder, partsOf, readAt, type Moddle } from './address.ts';
import { readWait, waitUnits } from './wait.ts';

/** A field of the panel: an element's own, or one of those that belong to no single element (process, flow, event). */
export type PanelField = Omit<Field, 'input' | 'group'> & {
  readonly input: Field['input'] | 'items' | 'register' | 'mappings' | 'defaultFlow';
  readonly group: Field['group'] | 'data';
};

const nameEn: PanelField = { name: 'nameEn', input: 'text', attribute: 'gov:nameEn', group: 'general' };

/** Asked of the process: what the matter promises as a whole. */
export const processFields: readonly PanelField[] = [
  { name: 'processName', input: 'text', attribute: 'bpmn:name', group: 'general' },
  nameEn,
  { name: 'registerCode', input: 'register', attribute: 'gov:registerCode', group: 'step', required: true },
  { name: 'leadDepartment', input: 'department', attribute: 'gov:leadDepartment', group: 'step', required: true },
  { name: 'items', input: 'items', attribute: 'gov:items', group: 'step' },
  { name: 'planDocument', input: 'text', attribute: 'gov:planDocument', group: 'step' },
  { name: 'limitAmount', input: 'number', attribute: 'gov:limitAmount', group: 'limit' },
  { name: 'limitUnit', input: 'select', attribute: 'gov:limitUnit', group: 'limit', options: ['workingDay', 'calendarDay', 'workingHour', 'minute'] },
  { name: 'limitKind', input: 'select', attribute: 'gov:limitKind', group: 'limit', options: ['promised', 'statutory'] },
  { name: 'limitBasis', input: 'text', attribute: 'gov:limitBasis', group: 'limit' },
];

/** Asked of a sequence flow that leaves something with a choice. */
export const flowFields: readonly PanelField[] = [
  { name: 'name', input: 'text', attribute: 'bpmn:name', group: 'general' },
  nameEn,
  { name: 'condition', input: 'feel', attribute: 'bpmn:conditionExpression', group: 'flow' },
];

/** Asked of events by what they wait for or throw. */
export const eventFields: readonly PanelField[] = [
  { name: 'messageName', input: 'text', attribute: 'bpmn:MessageEventDefinition#messageRef.name', group: 'event', required: true },
  { name: 'correlationKey', input: 'feel', attribute: 'bpmn:MessageEventDefinition#messageRef.correlationKey', group: 'event' },
  { name: 'signalName', input: 'text', attribute: 'bpmn:SignalEventDefinition#signalRef.name', group: 'event', required: true },
  { name: 'errorCode', input: 'text', attribute: 'bpmn:ErrorEventDefinition#errorRef.errorCode', group: 'event' },
  { name: 'escalationCode', input: 'text', attribute: 'bpmn:EscalationEventDefinition#escalationRef.escalationCode', group: 'event' },
  { name: 'condition', input: 'feel', attribute: 'bpmn:ConditionalEventDefinition#condition', group: 'event', required: true },
  { name: 'linkName', input: 'text', attribute: 'bpmn:LinkEventDefinition#name', group: 'event', required: true },
  { name: 'timeDate', input: 'text', attribute: 'bpmn:TimerEventDefinition#timeDate', group: 'event' },
  { name: 'timeCycle', input: 'text', attribute: 'bpmn:TimerEventDefinition#timeCycle', group: 'event' },
  { name: 'waitForCompletion', input: 'select', attribute: 'bpmn:CompensateEventDefinition#waitForCompletion', group: 'event', options: ['true', 'false'] },
  { name: 'parallelMultiple', input: 'checkbox', attribute: 'bpmn:parallelMultiple', group: 'event' },
];

/** Asked of a timer in place of its two attributes: how much, counted by what. */
export const waitFields: readonly PanelField[] = [
  { name: 'waitUnit', input: 'select', attribute: 'gov:workingDays', group: 'event', options: waitUnits },
  { name: 'waitAmount', input: 'number', attribute: 'gov:workingDays', group: 'event' },
];

/** Asked of everything that does work: what goes in and what comes out. */
export const dataFields: readonly PanelField[] = [
  { name: 'inputs', input: 'mappings', attribute: 'zeebe:IoMapping#inputParameters', group: 'data' },
  { name: 'outputs', input: 'mappings', attribute: 'zeebe:IoMapping#outputParameters', group: 'data' },
];

/** Asked where several ways lead on. */
export const choiceFields: readonly PanelField[] = [{ name: 'defaultFlow', input: 'defaultFlow', attribute: 'default', group: 'flow' }];

const messageFields: readonly PanelField[] = [{ name: 'messageName', input: 'text', attribute: 'messageRef.name', group: 'event' }, { name: 'correlationKey', input: 'feel', attribute: 'messageRef.correlationKey', group: 'event' }];

const nameOnly: readonly PanelField[] = [{ name: 'name', input: 'text', attribute: 'bpmn:name', group: 'general' }];

/** An element that moves tokens has its name in both languages. */
const names: readonly PanelField[] = [...nameOnly, nameEn];

/** What is asked of a drawn element, in order; only what the element as drawn can hold. */
export function fieldsOf(element: { readonly type: string; readonly businessObject: unknown; readonly source?: unknown }): readonly PanelField[] {
  const business = element.businessObject as Moddle;
  if (business.$type === 'bpmn:Process') return processFields;
  if (business.$type === 'bpmn:Participant') return nameOnly;
  if (business.$type === 'bpmn:SequenceFlow') return leavesChoice(business) ? flowFields : names;
  const declared = Object.values(elements).find((each) => each.bpmnType === business.$type && (each.kind !== 'eventSubProcess' || business.get('triggeredByEvent') === true));
  const own = declared?.fields.flatMap((field): readonly PanelField[] => (field.name === 'workingDays' ? [] : field.name === 'duration' ? [...waitFields, field] : [field]));
  const all = [...(own ?? (has(business, 'name') ? names : [])), ...(has(business, 'eventDefinitions') ? eventFields : []), ...(business.$type === 'bpmn:ReceiveTask' || business.$type === 'bpmn:SendTask' ? messageFields : []), ...(has(business, 'default') ? choiceFields : []), ...(has(business, 'loopCharacteristics') ? dataFields : [])];
  return all.filter((field, index) => fits(business, field) && all.findIndex((each) => each.name === field.name) === index);
}

/** Every field there is, each name once: for the words of other pages and for tests. */
export function allFields(): readonly PanelField[] {
  const all = [...Object.values(elements).flatMap((each): readonly PanelField[] => each.fields), ...processFields, ...flowFields, ...waitFields, ...eventFields, ...dataFields, ...choiceFields];
  return all.filter((field, index) => all.findIndex((each) => each.name === field.name) === index);
}

function fits(business: Moddle, field: PanelField): boolean {
  // Whether all of several or any of them is meant is asked where there are several.
  if (field.name === 'parallelMultiple') return has(business, 'parallelMultiple') && (business.get('eventDefinitions') as readonly unknown[]).length > 1;
  // Who is compensated waits for nothing; who throws may.
  if (field.name === 'waitForCompletion' && !/Throw|End/.test(business.$type)) return false;
  // A duration is written out only where no number of one unit says it.
  if (field.name === 'duration' && readWait(business).unit !== 'other') return false;
  if (field.name === 'waitAmount' && ['', 'other'].includes(readWait(business).unit)) return false;
  if (field.name === 'waitUnit') return partsOf(business).some((part) => part.$type === 'bpmn:TimerEventDefinition');
  // Workers by a name of one's own are for flows without departments: a matter picks its connectors.
  if (field.name === 'taskType') return profileOf(business) === 'bpmn' || readAt(business, field.attribute) !== '';
  if (field.input === 'defaultFlow') return (business.get('outgoing') as readonly unknown[]).length > 1;
  const where = address(field.attribute);
  if (where.part === null) return has(business, where.property) || holder(business, where) !== business;
  if (where.part.startsWith('zeebe:LoopCharacteristics')) return partsOf(business).some((part) => part.$type === 'bpmn:MultiInstanceLoopCharacteristics');
  return where.part.startsWith('zeebe:') || holder(business, where) !== null;
}

/** What the process around an element says of itself; a matter unless it says otherwise. */
function profileOf(element: Moddle): string {
  if (element.$type === 'bpmn:Process') return String(element.get('gov:profile') ?? 'matter');
  return element.$parent === undefined ? 'matter' : profileOf(element.$parent);
}

function leavesChoice(flow: Moddle): boolean {
  const source = flow.get('sourceRef') as Moddle | undefined;
  return source !== undefined && !['bpmn:ParallelGateway', 'bpmn:EventBasedGateway', 'bpmn:StartEvent'].includes(source.$type);
}
