import type { Problem } from '../../problem.ts';
import type { Part, Source } from '../../xml/part.ts';
import { attribute, child, eventDefinitions, hasTrigger, incoming, isAsleep, outgoing, partsOf, referred } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

const AWAITED = new Set(['messageEventDefinition', 'signalEventDefinition', 'timerEventDefinition', 'conditionalEventDefinition']);

/** What an event-based gateway leads to, and where one may begin a process (BPMN 2.0, 10.6.6). */
export const eventGateways: StandardRule = {
  id: 'event-gateways',
  check: (source) => partsOf(source, 'eventBasedGateway').filter((gateway) => !isAsleep(source, gateway)).flatMap((gateway) => checkGateway(source, gateway)),
};

function checkGateway(source: Source, gateway: Part): Problem[] {
  const flows = outgoing(source, gateway);
  const targets = flows.flatMap((flow) => referred(source, flow, 'targetRef') ?? []);
  const instantiates = attribute(gateway, 'instantiate') === 'true';
  const mixed = targets.some(({ type }) => type === 'receiveTask') && targets.some((target) => target.type === 'intermediateCatchEvent' && hasTrigger(source, target, 'message'));
  return [
    ...(flows.length < 2 ? [broken(gateway, 'EVENT_GATEWAY_TOO_FEW')] : []),
    ...flows.filter((flow) => child(flow, 'conditionExpression')).map((flow) => broken(flow, 'EVENT_GATEWAY_CONDITION')),
    ...targets.flatMap((target) => checkTarget(source, target)),
    ...(mixed ? [broken(gateway, 'EVENT_GATEWAY_MIXED')] : []),
    ...(instantiates && incoming(source, gateway).length > 0 ? [broken(gateway, 'EVENT_GATEWAY_START_ENTERED')] : []),
    ...(!instantiates && attribute(gateway, 'eventGatewayType') === 'Parallel' ? [broken(gateway, 'EVENT_GATEWAY_PARALLEL')] : []),
    ...(instantiates && gateway.parent?.type === 'process' ? checkStartTargets(source, targets) : []),
  ];
}

function checkTarget(source: Source, target: Part): Problem[] {
  const definitions = eventDefinitions(source, target);
  const awaited = target.type === 'receiveTask' || (target.type === 'intermediateCatchEvent' && definitions.length > 0 && definitions.every(({ type }) => AWAITED.has(type)));
  const attached = target.type === 'receiveTask' && partsOf(source, 'boundaryEvent').some((event) => referred(source, event, 'attachedToRef') === target);
  return [
    ...(awaited ? [] : [broken(target, 'EVENT_GATEWAY_TARGET', { target: target.id ?? target.type })]),
    ...(attached ? [broken(target, 'EVENT_GATEWAY_TARGET_BOUNDARY')] : []),
    ...(incoming(source, target).length > 1 ? [broken(target, 'EVENT_GATEWAY_TARGET_SHARED')] : []),
  ];
}

/** What begins a process comes from outside: a time or a condition inside would need the process first. */
const checkStartTargets = (source: Source, targets: readonly Part[]): Problem[] =>
  targets.filter((target) => eventDefinitions(source, target).some(({ type }) => type === 'timerEventDefinition' || type === 'conditionalEventDefinition')).map((target) => broken(target, 'EVENT_GATEWAY_START_TARGET'));
