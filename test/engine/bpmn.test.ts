import { describe, expect, test } from '@jest/globals';
import { readBpmn, writeBpmn } from '../../engine/bpmn.ts';
import type { Drawn } from '../../engine/drawn.ts';
import { walk } from '../../engine/rules/drawn/walk.ts';
import { boundary, drawing, end, message, path, signal, start, undoneBy, user } from '../support/drawing.ts';

/** Ids that a member leads to, read from the element with the id step by step, and what the reader complains of. */
async function read(inner: string, more: string, id: string, ...members: string[]): Promise<unknown> {
  const xml = drawing(start + user('a') + end + path('start', 'a', 'end') + inner, { more: `<message id="message_m" name="m"/><signal id="signal_s" name="s"/><error id="error_e" errorCode="E"/>${more}` });
  const { definitions, warnings } = await readBpmn(xml.replace('targetNamespace="test"', 'xmlns:o="test" xmlns:other="elsewhere" targetNamespace="test"'));
  const from = [...walk(definitions)].find((part) => part.id === id)!;
  const found = members.reduce<readonly Drawn[]>((parts, member) => parts.flatMap((part) => (part.get(member) ?? []) as Drawn | Drawn[]), [from]);
  return [found.map((part) => part.id), warnings.map((warning) => warning.message)];
}

const event = (definition: string): string => `<endEvent id="c">${definition}</endEvent>`;

describe('a reference with the prefix of the drawing\'s own namespace, as BPMN\'s schema has it (QName)', () => {
  test.each([
    ['a message', event(message().replace('="m', '="o:m')), '', ['c', 'eventDefinitions', 'messageRef'], 'message_m'],
    ['a signal', event(signal.replace('="s', '="o:s')), '', ['c', 'eventDefinitions', 'signalRef'], 'signal_s'],
    ['an error', boundary('b', 'a', '<errorEventDefinition errorRef="o:error_e"/>'), '', ['b', 'eventDefinitions', 'errorRef'], 'error_e'],
    ['the host of a boundary event', boundary('b', 'o:a', '<errorEventDefinition/>'), '', ['b', 'attachedToRef'], 'a'],
    ['a definition that several share, with space around it', event('<eventDefinitionRef>\n o:shared </eventDefinitionRef>'), '<signalEventDefinition id="shared" signalRef="signal_s"/>', ['c', 'eventDefinitionRef'], 'shared'],
    ['what is compensated', undoneBy('a', 'h') + event('<compensateEventDefinition activityRef="o:a"/>'), '', ['c', 'eventDefinitions', 'activityRef'], 'a'],
    ['the flow that is taken otherwise', '<exclusiveGateway id="g" default="o:start_a"/>', '', ['g', 'default'], 'start_a'],
  ])('leads to %s', async (_what, inner, more, [id, ...members], means) => {
    expect(await read(inner, more, id!, ...members)).toEqual([[means], []]);
  });

  test('is one of several, among them one to nothing', async () => {
    const lanes = '<laneSet id="l"><lane id="l1"><flowNodeRef>o:start</flowNodeRef><flowNodeRef>gone</flowNodeRef><flowNodeRef>end</flowNodeRef></lane></laneSet>';
    expect(await read(lanes, '', 'l1', 'flowNodeRef')).toEqual([['end', 'start'], ['unresolved reference <gone>']]);
  });

  test.each(['other:message_m', 'nobody:message_m', 'o:nothing', 'o:o:message_m'])('leads to nothing as "%s"', async (written) => {
    expect(await read(event(`<messageEventDefinition messageRef="${written}"/>`), '', 'c', 'eventDefinitions', 'messageRef')).toEqual([[], [`unresolved reference <${written}>`]]);
  });
});

describe('what BPMN\'s schema has as a child is read and written', () => {
  const pools = '<participant id="x"/><participant id="y"/><messageFlow id="f" sourceRef="x" targetRef="y"/>';
  test.each([
    ['the ends of an association of participants', `<collaboration id="k">${pools}<participantAssociation id="z"><innerParticipantRef>x</innerParticipantRef><outerParticipantRef>y</outerParticipantRef></participantAssociation></collaboration>`],
    ['the messages of a conversation', `<collaboration id="k">${pools}<conversation id="z"><participantRef>x</participantRef><participantRef>y</participantRef><messageFlowRef>f</messageFlowRef></conversation></collaboration>`],
    ['where a participant is reached', '<endPoint id="z"/><collaboration id="k"><participant id="x"><endPointRef>z</endPointRef></participant></collaboration>'],
    ['the words about an extension', '<extension mustUnderstand="false"><documentation>x</documentation></extension>'],
  ])('%s', async (_what, more) => {
    const { definitions, warnings } = await readBpmn(drawing(start, { more }));
    expect(warnings).toEqual([]);
    expect((await writeBpmn(definitions)).replace(/\s*\n\s*/g, '').replaceAll(' />', '/>')).toContain(more);
  });
});
