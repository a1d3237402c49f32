import { eventGateways } from '../../../../engine/rules/standard/eventGateways.ts';
import { boundary, duration, flow, message, path, signal, start, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const catcher = (id: string, definition: string) => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
const receive = '<receiveTask id="r" messageRef="message_n"/>';
const of = (attributes: string, ...parts: string[]) => start + `<eventBasedGateway id="g" ${attributes}/>` + parts.join('');

standardTable(eventGateways, {
  valid: [
    ['a time and a signal', of('', catcher('a', duration('P1D')), catcher('b', signal), path('start', 'g', 'a'), path('g', 'b'))],
    ['a receive task and a time', of('', receive, catcher('b', duration('P1D')), path('start', 'g', 'r'), path('g', 'b'))],
    ['one that begins a process by messages, in parallel', of('instantiate="true" eventGatewayType="Parallel"', catcher('a', message()), catcher('b', message('n')), path('g', 'a'), path('g', 'b'))],
  ],
  invalid: [
    ['a single way', of('', catcher('a', signal), path('start', 'g', 'a')), ['g EVENT_GATEWAY_TOO_FEW']],
    ['a condition after it', of('', catcher('a', signal), catcher('b', duration('P1D')), path('start', 'g'), flow('g', 'a', 'x'), flow('g', 'b')), ['g_a EVENT_GATEWAY_CONDITION']],
    ['a step and a link after it', of('', user('u'), catcher('l', '<linkEventDefinition name="x"/>'), path('start', 'g', 'u'), path('g', 'l')), ['u EVENT_GATEWAY_TARGET', 'l EVENT_GATEWAY_TARGET']],
    ['message events and receive tasks', of('', receive, catcher('a', message()), path('start', 'g', 'r'), path('g', 'a')), ['g EVENT_GATEWAY_MIXED']],
    ['a receive task with a boundary event', of('', receive, catcher('a', signal), path('start', 'g', 'r'), path('g', 'a'), boundary('b', 'r', duration('P1D'))), ['r EVENT_GATEWAY_TARGET_BOUNDARY']],
    ['an event that another way leads to', of('', catcher('a', signal), catcher('b', duration('P1D')), path('start', 'g', 'a'), path('g', 'b'), path('start', 'a')), ['a EVENT_GATEWAY_TARGET_SHARED']],
    ['one that begins a process, with a way to it', of('instantiate="true"', catcher('a', message()), catcher('b', message('n')), path('start', 'g', 'a'), path('g', 'b')), ['g EVENT_GATEWAY_START_ENTERED']],
    ['one that begins a process by a time', of('instantiate="true"', catcher('a', message()), catcher('b', duration('P1D')), path('g', 'a'), path('g', 'b')), ['b EVENT_GATEWAY_START_TARGET']],
    ['a parallel one amid the flow', of('eventGatewayType="Parallel"', catcher('a', message()), catcher('b', message('n')), path('start', 'g', 'a'), path('g', 'b')), ['g EVENT_GATEWAY_PARALLEL']],
  ],
});
