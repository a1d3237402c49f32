/** Where a server keeps its histories and where it listens, all on the loopback address. */
export interface PostgresServerSettings {
  readonly postgres: { readonly port: number; readonly user: string; readonly histories: string; readonly visibility: string };
  /** The first of `PORTS` free ports in a row; clients use the first. */
  readonly firstPort: number;
}

/** The four parts of a Temporal server, here in one process; the first is the one that clients talk to. */
const SERVICES = ['frontend', 'history', 'matching', 'worker'];

/** How many ports it takes: each part answers on one and finds the others on another. */
export const PORTS = 2 * SERVICES.length;

/** The last port it can take: PostgreSQL keeps it as a number of two bytes. */
export const LAST_PORT = 32_767;

/**
 * The configuration file of a Temporal server on PostgreSQL: one host, four shards and the connections that the
 * server's own sample for PostgreSQL has; no metrics, no archive, dynamic settings as the server brings them.
 * JSON is YAML, so it is written as it is.
 */
export function postgresServerConfig({ postgres, firstPort }: PostgresServerSettings): object {
  const store = (databaseName: string, connections: number) => ({
    sql: { pluginName: 'postgres12_pgx', databaseName, connectAddr: `127.0.0.1:${postgres.port}`, connectProtocol: 'tcp', user: postgres.user, maxConns: connections, maxIdleConns: connections, maxConnLifetime: '1h' },
  });
  return {
    log: { stdout: false, level: 'warn' },
    persistence: {
      defaultStore: 'histories', visibilityStore: 'visibility', numHistoryShards: 4,
      datastores: { histories: store(postgres.histories, 20), visibility: store(postgres.visibility, 2) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: Object.fromEntries(SERVICES.map((service, n) => [service, { rpc: { grpcPort: firstPort + 2 * n, membershipPort: firstPort + 2 * n + 1, bindOnLocalHost: true } }])),
    clusterMetadata: {
      enableGlobalNamespace: false, failoverVersionIncrement: 10, masterClusterName: 'active', currentClusterName: 'active',
      clusterInformation: { active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `127.0.0.1:${firstPort}` } },
    },
    dcRedirectionPolicy: { policy: 'noop' },
  };
}
