import type { Problem } from '../../problem.ts';
import { attribute, incoming, isAsleep, isGateway, outgoing } from './look.ts';
import { broken, type StandardRule } from './standardRule.ts';

/** A gateway splits or joins: several flows come to it or leave it, as its direction says (BPMN 2.0, 10.6.1). */
export const gateways: StandardRule = {
  id: 'gateways',
  check: (source) =>
    source.parts.filter((part) => isGateway(part) && part.id !== undefined && !isAsleep(source, part)).flatMap((gateway): Problem[] => {
      const [into, out] = [incoming(source, gateway).length, outgoing(source, gateway).length];
      const direction = attribute(gateway, 'gatewayDirection') ?? '';
      const contrary =
        (direction === 'Converging' && out > 1) || (direction === 'Diverging' && into > 1) || (direction === 'Mixed' && (into < 2 || out < 2));
      return [
        ...(contrary ? [broken(gateway, `GATEWAY_${direction.toUpperCase()}` as 'GATEWAY_MIXED', { into, out })] : []),
        ...(into < 2 && out < 2 && gateway.type !== 'eventBasedGateway' ? [broken(gateway, 'GATEWAY_NEITHER', { into, out })] : []),
      ];
    }),
};
