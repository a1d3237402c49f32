import { recordKinds, type Connector } from './connector.ts';
import { createExchange, final, type Exchange } from './exchange.ts';

/** The department contract over HTTP (docs/department-contract.md): `POST {baseUrl}/records/{kind}`. */
export function createHttpConnector(exchange: Exchange = createExchange()): Connector {
  return {
    protocol: 'http',
    async call({ system, idempotencyKey, record, now }, signal) {
      if (!recordKinds.some((known) => known === record.kind)) return final('DEPT_KIND_UNKNOWN', `no record kind ${record.kind}`);
      return exchange({ system, path: `/records/${record.kind}`, idempotencyKey, body: record, now }, signal);
    },
  };
}
