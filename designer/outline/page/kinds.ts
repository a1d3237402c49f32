import type { StepPlan } from '../edit/plan.ts';

/** A kind of step that the outline offers beside the ready steps of the domain. */
export interface Kind {
  readonly id: string;
  readonly step: StepPlan;
}

const person = (values: Readonly<Record<string, string>>): StepPlan => ({ kind: 'step', type: 'bpmn:UserTask', values: { 'gov:limitAmount': '3', 'gov:limitUnit': 'workingDay', 'gov:limitKind': 'promised', ...values } });

/** Plain steps; their names and explanations are messages `outline.kind.<id>`. */
export const kinds: readonly Kind[] = [
  { id: 'approval', step: person({ 'gov:role': 'approver', 'gov:form': 'permit-opinion', 'gov:opinions': 'agree,agreeWithConditions,disagree' }) },
  { id: 'work', step: person({ 'gov:role': 'approver' }) },
  { id: 'window', step: person({ 'gov:role': 'clerk', 'gov:department': 'serviceCentre' }) },
  { id: 'applicant', step: person({ 'gov:role': 'clerk', 'gov:department': 'serviceCentre', 'gov:limitAmount': '10', 'gov:clock': 'stop', 'gov:ladder': 'none' }) },
  { id: 'system', step: { kind: 'step', type: 'bpmn:ServiceTask', values: { 'gov:operation': 'processing', 'gov:mode': 'sync' } } },
  { id: 'decision', step: { kind: 'step', type: 'bpmn:BusinessRuleTask', values: {} } },
  { id: 'call', step: { kind: 'step', type: 'bpmn:CallActivity', values: {} } },
  { id: 'wait', step: { kind: 'step', type: 'bpmn:IntermediateCatchEvent', event: 'bpmn:TimerEventDefinition', values: { 'gov:workingDays': '3' } } },
  { id: 'message', step: { kind: 'step', type: 'bpmn:IntermediateCatchEvent', event: 'bpmn:MessageEventDefinition', values: {} } },
];

/** A step of a branch for a department, named after it. */
export const departmentStep = (name: string, department: string): StepPlan => person({ 'bpmn:name': name, 'gov:department': department, 'gov:role': 'approver', 'gov:form': 'permit-opinion', 'gov:opinions': 'agree,agreeWithConditions,disagree' });
