import { eventPlaces } from '../../../engine/rules/eventPlaces.ts';
import { boundary, duration, message, path, start, user } from '../../support/drawing.ts';
import { ruleTable } from '../../support/ruleTable.ts';

const gateway = start + '<eventBasedGateway id="g"/>' + `<intermediateCatchEvent id="c">${message()}</intermediateCatchEvent><receiveTask id="r" messageRef="message_n"/>` + path('start', 'g', 'c') + path('g', 'r');

ruleTable(eventPlaces, {
  valid: [
    { title: 'a boundary event on a step', drawn: start + user('a') + boundary('b', 'a', duration('P1D')) },
    { title: 'an event-based gateway before events and a receive task', drawn: gateway },
  ],
  invalid: [
    { title: 'a boundary event on a gateway (B-31)', drawn: start + '<exclusiveGateway id="g"/>' + boundary('b', 'g', duration('P1D')), profile: 'bpmn', says: ['b BOUNDARY_HOST_INVALID'] },
    { title: 'a boundary event on an event sub-process', drawn: start + '<subProcess id="h" triggeredByEvent="true"/>' + boundary('b', 'h', duration('P1D')), says: ['b BOUNDARY_HOST_INVALID'] },
    { title: 'an event that another way leads to', drawn: gateway + user('a') + path('start', 'a', 'c'), says: ['c EVENT_GATEWAY_TARGET_SHARED'] },
    { title: 'a receive task with a boundary event', drawn: gateway + boundary('b', 'r', duration('P1D')), says: ['r EVENT_GATEWAY_TARGET_BOUNDARY'] },
    ...['gov:limitAmount="3"', 'gov:clock="stop"'].map((term) => ({ title: `a receive task whose ${term} would never begin`, drawn: gateway.replace('id="r"', `id="r" ${term}`), says: ['r EVENT_GATEWAY_TARGET_ENTERED'] })),
    { title: 'a receive task that would run again', drawn: gateway.replace('messageRef="message_n"/>', 'messageRef="message_n"><standardLoopCharacteristics loopMaximum="2"/></receiveTask>'), says: ['r EVENT_GATEWAY_TARGET_ENTERED'] },
    { title: 'a receive task that would loop', drawn: gateway.replace('messageRef="message_n"/>', 'messageRef="message_n"><multiInstanceLoopCharacteristics/></receiveTask>'), says: ['r EVENT_GATEWAY_TARGET_ENTERED'] },
  ],
});
