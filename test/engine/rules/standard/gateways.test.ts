import { gateways } from '../../../../engine/rules/standard/gateways.ts';
import { path, start, user } from '../../../support/drawing.ts';
import { standardTable } from '../../../support/standardTable.ts';

const of = (attributes: string, into: number, out: number, type = 'exclusiveGateway') =>
  start + `<${type} id="g" ${attributes}/>` + Array.from({ length: into }, (_, n) => user(`i${n}`) + path(`i${n}`, 'g')).join('') + Array.from({ length: out }, (_, n) => user(`o${n}`) + path('g', `o${n}`)).join('');

standardTable(gateways, {
  valid: [
    ['a split', of('gatewayDirection="Diverging"', 1, 2)],
    ['a join', of('gatewayDirection="Converging"', 2, 1)],
    ['both', of('gatewayDirection="Mixed"', 2, 2)],
    ['no direction', of('', 2, 2)],
  ],
  invalid: [
    ['a join that splits', of('gatewayDirection="Converging"', 2, 2), ['g GATEWAY_CONVERGING']],
    ['a split that joins', of('gatewayDirection="Diverging"', 2, 2), ['g GATEWAY_DIVERGING']],
    ['a mixed one that only joins', of('gatewayDirection="Mixed"', 2, 1), ['g GATEWAY_MIXED']],
    ...['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway'].map((type) => [`a ${type} that does neither`, of('', 1, 1, type), ['g GATEWAY_NEITHER']] as const),
  ],
});
