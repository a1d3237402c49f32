import { pino, type Logger } from 'pino';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

/** Fields that must never reach a log line, wherever they sit two levels deep. */
const secret = ['password', 'authorization', 'cookie', 'xml', 'form', 'variables', 'comment', 'phone', 'idNumber', 'token', 'csrf', 'body'];

/**
 * Structured log lines on standard output or `stream`, one event a line. Lines carry case numbers and user ids,
 * never personal data.
 */
export function openLog(config: Pick<Config, 'logLevel'>, name: string, stream?: { write(line: string): void }): Logger {
  const options = {
    name,
    level: config.logLevel,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secret.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: '[withheld]' },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return stream === undefined ? pino(options) : pino(options, stream);
}
