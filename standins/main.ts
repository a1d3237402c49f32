import { fstatSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createStandins } from './app.ts';
import { loadConfig } from './config.ts';

try {
  const config = loadConfig(process.env);
  const { app, close } = createStandins(config);
  const server = app.listen(config.port, config.host, (error?: Error) => {
    if (error !== undefined) fail(error);
    const { port } = server.address() as AddressInfo;
    console.log(JSON.stringify({ level: 'info', msg: 'stand-in departments ready', port }));
  });
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
    close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started with a pipe as standard input, the process ends with whoever holds the other end.
  const input = fstatSync(0, { throwIfNoEntry: false });
  if (input?.isFIFO() || input?.isSocket()) process.stdin.resume().on('end', stop).on('error', stop);
} catch (error) {
  fail(error as Error);
}

function fail(error: Error): never {
  console.error(`stand-ins: ${error.message}`);
  process.exit(1);
}
