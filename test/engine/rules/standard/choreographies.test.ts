import { choreographies } from '../../../../engine/rules/standard/choreographies.ts';
import { standardTable } from '../../../support/standardTable.ts';

const one = (name: string, inner: string, attributes = '') => `<${name} id="x" ${attributes}>${inner}</${name}>`;

standardTable(choreographies, {
  valid: [['a collaboration that refers to a choreography as closed as itself', { more: one('collaboration', '<choreographyRef>ch</choreographyRef>', 'isClosed="true"') + '<choreography id="ch" isClosed="true"/>' }]],
  invalid: [
    ['a choreography that refers to one', { more: one('choreography', '<choreographyRef>x</choreographyRef>') }, ['x CHOREOGRAPHY_REFERS']],
    ['a global conversation that refers to one', { more: one('globalConversation', '<choreographyRef>ch</choreographyRef>') }, ['x CHOREOGRAPHY_REFERS']],
    ['a global conversation with a conversation in it', { more: one('globalConversation', '<conversation id="co"/>') }, ['x GLOBAL_CONVERSATION_CONTENT']],
    ['a collaboration open where its choreography is closed', { more: one('collaboration', '<choreographyRef>ch</choreographyRef>') + '<choreography id="ch" isClosed="true"/>' }, ['x CHOREOGRAPHY_CLOSED']],
  ],
});
