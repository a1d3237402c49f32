import { Runtime } from '@temporalio/worker';
import type { Logger } from './log.ts';

let installed = false;

/**
 * Prepares this process for Temporal workers and replays, once. The SDK's own lines go through our log, or nowhere; it
 * must not catch signals, or a process could never be stopped in order.
 */
export function installTemporalRuntime(log?: Pick<Logger, 'debug' | 'warn' | 'error'>): void {
  if (installed) return;
  installed = true;
  const line = (level: 'debug' | 'warn' | 'error') => (message: string, meta?: object) => log?.[level](meta ?? {}, message);
  const levels = { TRACE: 'debug', DEBUG: 'debug', INFO: 'debug', WARN: 'warn', ERROR: 'error' } as const;
  Runtime.install({
    shutdownSignals: [],
    logger: {
      log: (level, message, meta) => line(levels[level])(message, meta),
      trace: line('debug'),
      debug: line('debug'),
      info: line('debug'),
      warn: line('warn'),
      error: line('error'),
    },
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'WARN' }, forward: {} } },
  });
}
