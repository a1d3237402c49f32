import { language } from '../i18n.ts';
import { ApiProblem } from './problem.ts';
import { keyFor, settle } from './pending.ts';

/** Milliseconds to wait before trying a request again whose answer never came. */
const pauses = [400, 1500];

/** What a request may carry beside its path. */
export interface RequestOptions {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined | null>>;
  readonly signal?: AbortSignal;
  /** Extra headers, e.g. X-Filename of an upload. */
  readonly headers?: Readonly<Record<string, string>>;
}

let csrf = '';

/** Keeps the token that cookie-authenticated writes must carry; called by the session. */
export function keepCsrf(token: string): void {
  csrf = token;
}

/** Reads. Throws `ApiProblem` when the server refuses or can't be reached. */
export function get<T>(path: string, options: RequestOptions = {}): Promise<T> {
  return send<T>('GET', path, undefined, options);
}

/**
 * Sends a command that happens once: the idempotency key belongs to (method, path, content) and stays the same until a
 * definite answer came, so that pressing a button again after a lost connection never does the thing twice.
 */
export async function command<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
  const identity = `${method} ${path} ${body instanceof Blob ? `${body.size} ${options.headers?.['X-Filename'] ?? ''}` : JSON.stringify(body ?? null)}`;
  const headers = { 'Idempotency-Key': keyFor(identity), 'X-CSRF': csrf, ...options.headers };
  try {
    const answer = await send<T>(method, path, body, { ...options, headers });
    settle(identity);
    return answer;
  } catch (error) {
    if (error instanceof ApiProblem && error.definite) settle(identity);
    throw error;
  }
}

async function send<T>(method: string, path: string, body: unknown, options: RequestOptions): Promise<T> {
  for (const pause of [...pauses, null]) {
    try {
      return await once<T>(method, path, body, options);
    } catch (error) {
      const lost = error instanceof ApiProblem && !error.definite && !options.signal?.aborted;
      if (!lost || pause === null) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  throw new ApiProblem({ status: 0, code: 'NOT_REACHED' });
}

async function once<T>(method: string, path: string, body: unknown, options: RequestOptions): Promise<T> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  const raw = body instanceof Blob;
  let answer: Response;
  try {
    answer = await fetch(query.size === 0 ? path : `${path}?${query}`, {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json, application/problem+json',
        'Accept-Language': language(),
        ...(body === undefined ? {} : { 'Content-Type': raw ? body.type || 'application/octet-stream' : 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiProblem({ status: 0, code: 'NOT_REACHED' });
  }
  if (answer.status === 204) return undefined as T;
  const json = (answer.headers.get('Content-Type') ?? '').includes('json');
  const content: unknown = json ? await answer.json().catch(() => null) : await answer.text();
  if (answer.ok) return content as T;
  throw new ApiProblem({ ...(json && content !== null ? (content as object) : {}), status: answer.status });
}
