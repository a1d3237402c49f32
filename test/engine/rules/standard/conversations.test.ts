import { conversations } from '../../../../engine/rules/standard/conversations.ts';
import { start, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const between = (...ids: string[]) => ids.map((id) => `<participantRef>${id}</participantRef>`).join('');
const link = (from: string, to: string) => `<conversationLink id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const at = (inner: string) => ({ drawn: start + user('a'), more: `<collaboration id="k"><participant id="x"/><participant id="y"/>${inner}</collaboration>` });
const talk = (id: string) => `<conversation id="${id}">${between('x', 'y')}</conversation>`;

standardTable(conversations, {
  valid: [
    ['a conversation of two, linked with a pool, a step and an event', at(talk('c') + link('x', 'c') + link('c', 'a') + link('start', 'c'))],
    ['one that leaves it to its links', at('<conversation id="c"/>' + link('x', 'c') + link('y', 'c'))],
  ],
  invalid: [
    ['a conversation of one', at(`<subConversation id="c">${between('x')}</subConversation>`), ['c CONVERSATION_PARTICIPANTS']],
    ['links of two pools, of two conversations, and to nothing', at(talk('c') + talk('d') + link('x', 'y') + link('c', 'd') + link('x', 'gone')), ['x_y CONVERSATION_LINK_END', 'c_d CONVERSATION_LINK_END', 'x_gone CONVERSATION_LINK_END']],
  ],
});
