import type { Problem } from '../../problem.ts';
import { attribute, children, partsOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

const NOT_GLOBAL = ['conversation', 'subConversation', 'callConversation', 'conversationNode', 'participantAssociation', 'messageFlowAssociation', 'conversationAssociation', 'association', 'group', 'textAnnotation'];

/** Collaborations, choreographies and global conversations refer to each other and contain what they may (BPMN 2.0, 9.2, 9.5 and 11). */
export const choreographies: StandardRule = {
  id: 'choreographies',
  check: (source) => [
    ...partsOf(source, 'choreography', 'globalChoreographyTask', 'globalConversation').filter((part) => children(part, 'choreographyRef').length > 0 || attribute(part, 'choreographyRef') !== undefined).map((part) => broken(part, 'CHOREOGRAPHY_REFERS')),
    ...partsOf(source, 'globalConversation').flatMap((part): Problem[] => (children(part, ...NOT_GLOBAL).length > 0 ? [broken(part, 'GLOBAL_CONVERSATION_CONTENT', { kind: children(part, ...NOT_GLOBAL)[0]!.type })] : [])),
    ...partsOf(source, 'collaboration').flatMap((part): Problem[] => {
      const choreography = referred(source, part, 'choreographyRef');
      return choreography && (attribute(choreography, 'isClosed') ?? 'false') !== (attribute(part, 'isClosed') ?? 'false') ? [broken(part, 'CHOREOGRAPHY_CLOSED', { choreography: choreography.id ?? '' })] : [];
    }),
  ],
};
