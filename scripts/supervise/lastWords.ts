import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const TAIL_BYTES = 8_192;

/** The last thing a part said in its log, as one short line: the message of a structured line, else the line itself. */
export function lastWords(log: string): string {
  const lines = tail(log).split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const errors = lines.map(message).filter((line) => line !== null);
  return (errors.at(-1) ?? lines.at(-1) ?? '').slice(0, 300);
}

/** The message of a line that tells of a failure; null for any other line. */
function message(line: string): string | null {
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: string, msg?: string, err?: { message?: string } };
    return level === 'error' || level === 'fatal' || level === 'ERROR' ? [msg, err?.message].filter(Boolean).join(': ') : null;
  } catch {
    return /^\w*Error\b/.test(line) || /: /.test(line) && !line.startsWith('at ') ? line : null;
  }
}

function tail(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const part = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(file, part, 0, part.length, size - part.length);
      return part.toString('utf8');
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
