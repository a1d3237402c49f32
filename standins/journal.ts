import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file of JSON lines that only grows. `append` returns after the line is on the disk; a half line that a crash left
 * at the end is cut off when the file is opened, since its writer was never told that it had been kept.
 */
export class Journal<Line> {
  readonly #handle: number;
  readonly #sync: boolean;
  readonly lines: Line[];

  constructor(file: string, sync: boolean) {
    mkdirSync(dirname(file), { recursive: true });
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    this.#handle = openSync(file, 'a', 0o600);
    if (whole.length < text.length) ftruncateSync(this.#handle, Buffer.byteLength(whole));
    this.#sync = sync;
    this.lines = whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);
  }

  append(line: Line): void {
    writeSync(this.#handle, `${JSON.stringify(line)}\n`);
    if (this.#sync) fsyncSync(this.#handle);
    this.lines.push(line);
  }

  close(): void {
    closeSync(this.#handle);
  }
}
