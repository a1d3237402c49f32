import type { Node } from '../elements/index.ts';
import type { ConnectorContract } from '../register/connector.ts';

/** The contract of the connector that a step names; undefined where it names none, or one that nobody registered. */
export function contractOf(node: Node, connectors: Readonly<Record<string, ConnectorContract>>): ConnectorContract | undefined {
  const code = 'connector' in node ? node.connector : undefined;
  return code !== undefined && Object.hasOwn(connectors, code) ? connectors[code] : undefined;
}
