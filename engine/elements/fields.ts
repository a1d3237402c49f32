import type { Field } from './element.ts';

/** Asked of every element. */
export const general: readonly Field[] = [
  { name: 'name', input: 'text', attribute: 'bpmn:name', group: 'general' },
  { name: 'nameEn', input: 'text', attribute: 'gov:nameEn', group: 'general' },
];

export const departmentField: Field = { name: 'department', input: 'department', attribute: 'gov:department', group: 'step', required: true };
export const itemField: Field = { name: 'item', input: 'item', attribute: 'gov:item', group: 'step' };
export const stageField: Field = { name: 'stage', input: 'stage', attribute: 'gov:stage', group: 'step' };
export const documentField: Field = { name: 'document', input: 'document', attribute: 'gov:document', group: 'step' };

/** Who begins what stands in an ad-hoc sub-process: the platform, or a person. */
export const activationField: Field = { name: 'activation', input: 'select', attribute: 'gov:activation', group: 'flow', options: ['person'] };

/** Who does a step, under which item, on which form. */
export const stepFields: readonly Field[] = [
  departmentField,
  { name: 'role', input: 'role', attribute: 'gov:role', group: 'step', options: ['clerk', 'approver', 'applicant', 'supervisor', 'operator'] },
  itemField,
  { name: 'form', input: 'form', attribute: 'gov:form', group: 'step' },
  { name: 'materials', input: 'materials', attribute: 'gov:materials', group: 'step' },
  { name: 'opinions', input: 'opinions', attribute: 'gov:opinions', group: 'step', options: ['agree', 'agreeWithConditions', 'disagree', 'notApplicable', 'rectify'] },
  { name: 'onDisagree', input: 'select', attribute: 'gov:onDisagree', group: 'step', options: ['continue', 'error'] },
  stageField,
  documentField,
  { name: 'safety', input: 'checkbox', attribute: 'gov:safety', group: 'step' },
];

/** How long a step may take, and what its time does to the case's clock. */
export const limitFields: readonly Field[] = [
  { name: 'limitAmount', input: 'number', attribute: 'gov:limitAmount', group: 'limit' },
  { name: 'limitUnit', input: 'select', attribute: 'gov:limitUnit', group: 'limit', options: ['workingDay', 'calendarDay', 'workingHour', 'minute'] },
  { name: 'limitKind', input: 'select', attribute: 'gov:limitKind', group: 'limit', options: ['promised', 'statutory'] },
  { name: 'limitBasis', input: 'text', attribute: 'gov:limitBasis', group: 'limit' },
  { name: 'limitFrom', input: 'select', attribute: 'gov:limitFrom', group: 'limit', options: ['acceptance'] },
  { name: 'clock', input: 'select', attribute: 'gov:clock', group: 'limit', options: ['run', 'stop', 'restart'] },
  { name: 'clockBasis', input: 'text', attribute: 'gov:clockBasis', group: 'limit' },
  { name: 'ladder', input: 'ladder', attribute: 'gov:ladder', group: 'limit' },
];

/** The call to a department's system. */
export const departmentFields: readonly Field[] = [
  { name: 'connector', input: 'connector', attribute: 'gov:connector', group: 'department' },
  {
    name: 'operation',
    input: 'select',
    attribute: 'gov:operation',
    group: 'department',
    options: ['application', 'preAcceptance', 'acceptance', 'processing', 'correctionNotice', 'correctionReceipt', 'specialProcedureRequest', 'specialProcedureResult', 'conclusion', 'collection'],
  },
  { name: 'mode', input: 'select', attribute: 'gov:mode', group: 'department', options: ['sync', 'async'] },
  { name: 'taskType', input: 'text', attribute: 'zeebe:TaskDefinition#type', group: 'department' },
];

/** The same step for each entry of a list, a number of times, or again while a condition holds. */
export const multiInstanceFields: readonly Field[] = [
  { name: 'collection', input: 'feel', attribute: 'zeebe:LoopCharacteristics#inputCollection', group: 'multiInstance' },
  { name: 'element', input: 'text', attribute: 'zeebe:LoopCharacteristics#inputElement', group: 'multiInstance' },
  { name: 'outputCollection', input: 'text', attribute: 'zeebe:LoopCharacteristics#outputCollection', group: 'multiInstance' },
  { name: 'outputElement', input: 'feel', attribute: 'zeebe:LoopCharacteristics#outputElement', group: 'multiInstance' },
  { name: 'loopCardinality', input: 'feel', attribute: 'bpmn:MultiInstanceLoopCharacteristics#loopCardinality', group: 'multiInstance' },
  { name: 'completionCondition', input: 'feel', attribute: 'bpmn:MultiInstanceLoopCharacteristics#completionCondition', group: 'multiInstance' },
  { name: 'loopCondition', input: 'feel', attribute: 'bpmn:StandardLoopCharacteristics#loopCondition', group: 'multiInstance' },
  { name: 'testBefore', input: 'checkbox', attribute: 'bpmn:StandardLoopCharacteristics#testBefore', group: 'multiInstance' },
  { name: 'loopMaximum', input: 'number', attribute: 'bpmn:StandardLoopCharacteristics#loopMaximum', group: 'multiInstance' },
];

/** When a timer event happens. */
export const timerFields: readonly Field[] = [
  { name: 'duration', input: 'duration', attribute: 'bpmn:TimerEventDefinition#timeDuration', group: 'event' },
  { name: 'workingDays', input: 'number', attribute: 'gov:workingDays', group: 'event' },
];
