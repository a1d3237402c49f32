import { messageFlows } from '../../../../engine/rules/standard/messageFlows.ts';
import { message, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const pools = (from: string, to: string) => `<collaboration id="c"><participant id="here" processRef="p"/><participant id="there" processRef="q"/><participant id="away"/><messageFlow id="m" sourceRef="${from}" targetRef="${to}"/></collaboration><process id="q"><userTask id="theirs"/><textAnnotation id="t"/><dataObject id="d"/></process>`;
const drawn = user('mine') + `<startEvent id="s"/><startEvent id="sm">${message()}</startEvent><endEvent id="e"/><endEvent id="em">${message()}</endEvent><intermediateThrowEvent id="it">${message()}</intermediateThrowEvent><intermediateCatchEvent id="ic">${message()}</intermediateCatchEvent>`;
const at = (from: string, to: string) => ({ drawn, more: pools(from, to) });

standardTable(messageFlows, {
  valid: [
    ['between steps of two pools', at('mine', 'theirs')],
    ['from a pool without a process to a message start', at('away', 'sm')],
    ['from a message end to a pool', at('em', 'there')],
    ['from a throw to a step, from a step to a catch', at('it', 'theirs')],
    ['from a step to a catch', at('theirs', 'ic')],
  ],
  invalid: [
    ['to nothing', at('mine', 'gone'), ['m BPMN_DANGLING_REF']],
    ['from and to an annotation', at('t', 'mine'), ['m ARTIFACT_AS_MESSAGE_SOURCE']],
    ['to an annotation', at('mine', 't'), ['m ARTIFACT_AS_MESSAGE_TARGET']],
    ['to a data object', at('mine', 'd'), ['m MESSAGE_FLOW_END_INVALID']],
    ['within one pool, by its steps and by itself', at('mine', 'ic'), ['m MESSAGE_FLOW_IN_POOL']],
    ['from a pool to its own step', at('here', 'mine'), ['m MESSAGE_FLOW_IN_POOL']],
    ['from a start', at('sm', 'theirs'), ['m MESSAGE_FLOW_FROM_START']],
    ['from a catch', at('ic', 'theirs'), ['m MESSAGE_FLOW_FROM_CATCH']],
    ['to an end', at('theirs', 'em'), ['m MESSAGE_FLOW_TO_END']],
    ['to a throw', at('theirs', 'it'), ['m MESSAGE_FLOW_TO_THROW']],
    ['to a start and from an end without a message', at('theirs', 's'), ['s MESSAGE_FLOW_TO_PLAIN']],
    ['from an end without a message', at('e', 'theirs'), ['e MESSAGE_FLOW_FROM_PLAIN']],
  ],
});
