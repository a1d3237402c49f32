import type { Problem } from '../../problem.ts';
import type { Part } from '../../xml/part.ts';
import { attribute, children, isActivity, isEvent, partsOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

const NODES = ['conversation', 'subConversation', 'callConversation'];

/** A conversation is between several, and its links join it with them (BPMN 2.0, 9.5). */
export const conversations: StandardRule = {
  id: 'conversations',
  check: (source) => [
    ...partsOf(source, ...NODES).filter((part) => children(part, 'participantRef').length === 1).map((part) => broken(part, 'CONVERSATION_PARTICIPANTS', { count: 1 })),
    ...partsOf(source, 'conversationLink').flatMap((link): Problem[] => {
      const ends = [referred(source, link, 'sourceRef'), referred(source, link, 'targetRef')];
      const [from, to] = ['sourceRef', 'targetRef'].map((end) => attribute(link, end));
      if (from === undefined || to === undefined) return [];
      const joins = ends.filter(isNode).length === 1 && ends.some((end) => end !== undefined && (end.type === 'participant' || isActivity(end) || isEvent(end)));
      return joins ? [] : [broken(link, 'CONVERSATION_LINK_END', { from, to })];
    }),
  ],
};

const isNode = (part: Part | undefined): boolean => part !== undefined && NODES.includes(part.type);
