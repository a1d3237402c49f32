import type { Fixer } from './fix.ts';

/** A condition that nobody looks at, or that leaves no way on, is taken off its flow. */
export const dropCondition: Fixer = {
  codes: ['DEFAULT_WITH_CONDITION', 'CONDITION_IGNORED', 'CONDITION_ALONE', 'EVENT_GATEWAY_CONDITION'],
  propose: ({ element }) => (element.$type === 'bpmn:SequenceFlow' ? { id: 'dropCondition', edits: [{ kind: 'set', id: element.id, attribute: 'bpmn:conditionExpression', value: '' }] } : null),
};
