import type { Connector } from '../../activities/connectors/connector.ts';
import { connectors } from '../../activities/connectors/index.ts';
import type { Orm } from '../orm.ts';
import { withLedger } from './ledger.ts';
import { withLimits } from './limits.ts';

/** The connectors a worker runs with, by protocol: each behind its limits and written into the ledger. */
export function createConnectors(orm: Orm): Readonly<Record<string, Connector>> {
  return Object.fromEntries(Object.values(connectors).map((connector) => [connector.protocol, withLedger(withLimits(connector), orm)]));
}

/** Names of the protocols, for the registration of a system. */
export const protocolNames = Object.keys(connectors) as [keyof typeof connectors, ...(keyof typeof connectors)[]];
