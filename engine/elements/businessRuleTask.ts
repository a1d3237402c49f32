import { attribute, type Drawn, extension } from '../drawn.ts';
import { problem } from '../problem.ts';
import type { ActivityBase } from '../program.ts';
import type { Element } from './element.ts';
import { departmentField, departmentFields, general, limitFields, multiInstanceFields, stageField } from './fields.ts';
import { type JobTerms, readJobTerms } from './serviceTask.ts';

/**
 * Asks a rule (BPMN 2.0, 10.3.3): a decision of the program, evaluated inside the engine, or a registered worker as a
 * service task does.
 */
export interface BusinessRuleTaskNode extends ActivityBase, JobTerms {
  readonly kind: 'businessRuleTask';
  readonly activity: true;
  /** Id of the decision that is evaluated here. */
  readonly decision?: string;
  /** The variable that gets the decision's value. */
  readonly result?: string;
}

export const businessRuleTask: Element<BusinessRuleTaskNode> = {
  kind: 'businessRuleTask',
  bpmnType: 'bpmn:BusinessRuleTask',
  fields: [
    ...general,
    { name: 'decision', input: 'decision', attribute: 'zeebe:CalledDecision#decisionId', group: 'flow' },
    { name: 'resultVariable', input: 'text', attribute: 'zeebe:CalledDecision#resultVariable', group: 'flow' },
    departmentField,
    ...departmentFields,
    stageField,
    ...limitFields,
    ...multiInstanceFields,
  ],
  read: (drawn) => ({ kind: 'businessRuleTask', activity: true, ...readJobTerms(drawn), ...readDecision(drawn) }),
  check: (node, { profile }) => [
    ...(profile === 'matter' && !node.decision && !node.taskType && !(node.step?.department && node.operation) ? [problem(node.id, 'DECISION_MISSING')] : []),
    ...(node.decision && !node.result ? [problem(node.id, 'DECISION_WITHOUT_RESULT')] : []),
  ],
  behaviour: {
    enter(node, token, port) {
      if (node.decision === undefined) return port.openJob(token);
      port.complete(token, { [node.result ?? node.decision]: port.decide(token, node.decision) });
    },
    resume(_node, token, _wait, occurrence, port) {
      if (occurrence.kind === 'job') port.answerJob(token, occurrence.outcome);
    },
  },
};

function readDecision(drawn: Drawn): Pick<BusinessRuleTaskNode, 'decision' | 'result'> {
  const called = extension(drawn, 'zeebe:CalledDecision');
  const [decision, result] = called ? [attribute(called, 'decisionId'), attribute(called, 'resultVariable')] : [];
  return { ...(decision ? { decision } : {}), ...(result ? { result } : {}) };
}
