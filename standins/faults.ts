import type { Response } from 'express';
import { gzipSync } from 'node:zlib';

/** Something a department system may do wrong with its answer. `after` strikes when the effect is already kept. */
interface Fault {
  readonly when: 'before' | 'after';
  strike(response: Response): void;
}

const json = 'application/json; charset=utf-8';

function answer(when: Fault['when'], type: string, body: string | Buffer, headers: Record<string, string> = {}): Fault {
  return { when, strike: (response) => void response.writeHead(200, { 'Content-Type': type, ...headers }).end(body) };
}

/** Writes `piece` again and again until the caller hangs up. */
function stream(piece: Buffer, everyMs: number): Fault {
  return {
    when: 'before',
    strike(response) {
      response.status(200).set('Content-Type', json);
      const timer = setInterval(() => {
        if (response.writableLength < 1_000_000) response.write(piece);
      }, everyMs);
      response.on('close', () => clearInterval(timer));
    },
  };
}

/** The named faults of mode `wrong`. */
export const faults: Readonly<Record<string, Fault>> = {
  /** The effect is kept, the reply is lost. */
  dropReply: { when: 'after', strike: (response) => void response.socket?.destroy() },
  reset: {
    when: 'before',
    strike: (response) => void response.socket?.resetAndDestroy(),
  },
  empty: answer('after', json, ''),
  html: answer('after', 'text/html; charset=utf-8', '<html><body>系统维护中</body></html>'),
  /** Bytes of GB 18030 under a header that promises JSON in UTF-8. */
  charset: answer('after', json, Buffer.concat([Buffer.from('{"status":"done","data":{"note":"'), Buffer.from([0xb9, 0xe2, 0xd6, 0xe9]), Buffer.from('"}}')])),
  declaredCharset: answer('after', 'application/json; charset=gbk', '{"status":"done","data":{}}'),
  /** The habit of many systems: HTTP 200, and the failure inside. */
  errorCode: answer('before', json, JSON.stringify({ code: 500, message: '内部错误', data: null })),
  noStatus: answer('after', json, JSON.stringify({ ok: true })),
  truncated: answer('after', json, '{"status":"done","da'),
  huge: stream(Buffer.alloc(256 * 1024, 0x20), 1),
  trickle: stream(Buffer.from(' '), 200),
  gzipBomb: answer('before', json, gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)), { 'Content-Encoding': 'gzip' }),
  redirect: { when: 'before', strike: (response) => response.redirect(307, 'http://127.0.0.1:1/inside') },
};

/** The fault that a number names: that status, before any effect. */
export function statusFault(status: number, retryAfter: number | undefined): Fault {
  return {
    when: 'before',
    strike(response) {
      if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
      response.status(status).json({ message: `told to answer ${status}` });
    },
  };
}

/** The fault to strike with, or undefined for one that is not known. */
export function findFault(fault: number | string, retryAfter?: number): Fault | undefined {
  return typeof fault === 'number' ? statusFault(fault, retryAfter) : faults[fault];
}
