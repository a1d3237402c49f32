import { expect, test } from '@jest/globals';
import { PORTS, postgresServerConfig } from '../../../bench/servers/postgresConfig.ts';

test('given a PostgreSQL and ports in a row, when the configuration is made, then both stores are there and each part of the server has two ports of its own on the loopback address', () => {
  const config = postgresServerConfig({ postgres: { port: 5433, user: 'yijianshi', histories: 'test_1', visibility: 'test_2' }, firstPort: 20_000 });

  expect(config).toMatchObject({
    log: { level: 'warn' },
    persistence: {
      defaultStore: 'histories', visibilityStore: 'visibility', numHistoryShards: 4,
      datastores: {
        histories: { sql: { pluginName: 'postgres12_pgx', connectAddr: '127.0.0.1:5433', user: 'yijianshi', databaseName: 'test_1', maxConns: 20 } },
        visibility: { sql: { pluginName: 'postgres12_pgx', connectAddr: '127.0.0.1:5433', user: 'yijianshi', databaseName: 'test_2', maxConns: 2 } },
      },
    },
    services: {
      frontend: { rpc: { grpcPort: 20_000, membershipPort: 20_001, bindOnLocalHost: true } },
      history: { rpc: { grpcPort: 20_002, membershipPort: 20_003, bindOnLocalHost: true } },
      matching: { rpc: { grpcPort: 20_004, membershipPort: 20_005, bindOnLocalHost: true } },
      worker: { rpc: { grpcPort: 20_006, membershipPort: 20_007, bindOnLocalHost: true } },
    },
    clusterMetadata: { clusterInformation: { active: { rpcAddress: '127.0.0.1:20000' } } },
  });
  expect(config).not.toHaveProperty('global.metrics');
  expect(PORTS).toBe(8);
});
