import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** An answer of the platform that is no success. `code` is the problem's stable code, or `HTTP` for anything else. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;

  constructor(request: string, status: number, problem: { code?: string; title?: string; detail?: string; details?: unknown }) {
    super(`${request}: ${status} ${problem.code ?? ''} ${problem.title ?? ''} ${problem.details === undefined ? '' : JSON.stringify(problem.details)}`.trim());
    this.name = 'Refused';
    this.status = status;
    this.code = problem.code ?? 'HTTP';
    this.details = problem.details;
  }
}

/** How a request is sent. */
export interface Sending {
  /** Names a command; the same key on every try. A fresh one where none is given. */
  readonly key?: string;
  /** How long to go on trying while the platform is away, milliseconds; 0 tries once. */
  readonly patienceMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One person's browser, as a program. */
export interface Person {
  readonly user: string;
  get<T>(path: string): Promise<T>;
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, sending?: Sending): Promise<T>;
  post<T>(path: string, body?: unknown, sending?: Sending): Promise<T>;
  /** A file's bytes as they are. */
  upload<T>(path: string, bytes: Uint8Array, headers: Readonly<Record<string, string>>): Promise<T>;
}

/** The public HTTP API of one running platform, for scripts: signs people in and sends their requests. */
export interface PlatformClient {
  readonly url: string;
  /** The person by user id; signed in once, by password where the accounts file has one, else by the role bar. */
  as(user: string): Promise<Person>;
  /** Without signing in. */
  get<T>(path: string): Promise<T>;
}

/** How a client tells of itself, and how long it waits for a platform that is away. */
export interface Watching {
  /** Patience of requests that name none, milliseconds; 20 s by default. */
  readonly patienceMs?: number;
  /** A command that was acknowledged with a success. */
  acknowledged?(ack: { readonly user: string; readonly method: string; readonly path: string; readonly key: string; readonly body: unknown; readonly answer: unknown }): void;
}

/**
 * Opens the client of the platform whose data folder is `dataDir`. Requests are repeated with the same key while the
 * platform is away (no connection, 502-504, 429 with its wait): a command happens once however often it is sent.
 */
export function openClient(url: string, dataDir: string, watching: Watching = {}): PlatformClient {
  const people = new Map<string, Promise<Person>>();
  const { patienceMs: usualPatienceMs = 20_000 } = watching;

  async function signIn(user: string): Promise<Person> {
    const passwords = readAccounts(dataDir);
    const own = passwords.get(user);
    const [account, password] = own === undefined ? ([...passwords][0] ?? []) : [user, own];
    if (account === undefined || password === undefined) throw new Error(`no accounts in ${dataDir}/secrets/accounts.txt`);
    const opened = await exchange(url, 'POST', '/api/session', JSON.stringify({ username: account, password }), {}, usualPatienceMs);
    const session = { cookie: cookieOf(opened.response), csrf: (opened.json as { csrf: string }).csrf };
    if (own === undefined) {
      const played = await exchange(url, 'POST', '/api/session/acting', JSON.stringify({ persona: user }), { Cookie: session.cookie, 'X-CSRF': session.csrf }, usualPatienceMs);
      session.cookie = cookieOf(played.response) || session.cookie;
      session.csrf = (played.json as { csrf?: string }).csrf ?? session.csrf;
    }
    return personOf(user, session);
  }

  function personOf(user: string, session: { cookie: string; csrf: string }): Person {
    const send = async <T>(method: string, path: string, body: BodyInit | undefined, { key = randomUUID(), patienceMs = usualPatienceMs, headers = {} }: Sending, told: unknown): Promise<T> => {
      const { json } = await exchange(url, method, path, body, { Cookie: session.cookie, 'X-CSRF': session.csrf, 'Idempotency-Key': key, ...headers }, patienceMs);
      watching.acknowledged?.({ user, method, path, key, body: told, answer: json });
      return json as T;
    };
    const person: Person = {
      user,
      get: async <T>(path: string) => (await exchange(url, 'GET', path, undefined, { Cookie: session.cookie }, usualPatienceMs)).json as T,
      send: (method, path, body, sending = {}) => send(method, path, body === undefined ? undefined : JSON.stringify(body), sending, body),
      post: (path, body, sending = {}) => person.send('POST', path, body ?? {}, sending),
      upload: (path, bytes, headers) => send('POST', path, bytes as unknown as BodyInit, { headers: { 'Content-Type': 'application/octet-stream', ...headers } }, null),
    };
    return person;
  }

  return {
    url,
    as(user) {
      const known = people.get(user) ?? signIn(user);
      people.set(user, known);
      known.catch(() => people.delete(user));
      return known;
    },
    get: async <T>(path: string) => (await exchange(url, 'GET', path, undefined, {}, usualPatienceMs)).json as T,
  };
}

/** Sends until there is an answer that counts. Throws `Refused` for an answer that no repetition changes. */
async function exchange(url: string, method: string, path: string, body: BodyInit | undefined, headers: Readonly<Record<string, string>>, patienceMs: number) {
  const until = Date.now() + patienceMs;
  for (let attempt = 0; ; attempt++) {
    const type: Record<string, string> = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
    const request: RequestInit = { method, headers: { Accept: 'application/json', ...type, ...headers }, signal: AbortSignal.timeout(30_000) };
    if (body !== undefined) request.body = body;
    const response = await fetch(url + path, request).catch(() => null);
    const text = response === null ? null : await response.text().catch(() => null);
    if (response !== null && text !== null) {
      const json: unknown = text === '' ? null : parse(text);
      if (response.ok) return { response, json };
      const refusal = new Refused(`${method} ${path}`, response.status, (json ?? {}) as { code?: string });
      if (!isPassing(refusal) || Date.now() > until) throw refusal;
    } else if (Date.now() > until) {
      throw new Error(`${method} ${path}: no answer from ${url}`);
    }
    const asked = Number(response?.headers.get('retry-after') ?? 0) * 1000;
    await pause(Math.min(Math.max(asked, 100 * 2 ** Math.min(attempt, 4)), 5_000));
  }
}

/** Answers that the same request, sent again, may outlive. */
function isPassing({ status, code }: Refused): boolean {
  return status === 429 || status >= 500 || code === 'IDEMPOTENCY_IN_PROGRESS';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function cookieOf(response: Response): string {
  return response.headers.getSetCookie().map((line) => line.split(';')[0]).find((pair) => pair?.startsWith('yjs_session=')) ?? '';
}

/** User ids and passwords of the accounts file that a first start wrote. */
function readAccounts(dataDir: string): Map<string, string> {
  const file = join(dataDir, 'secrets', 'accounts.txt');
  if (!existsSync(file)) return new Map();
  const pairs = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => /^\s*([\w-]+)[\s:=,]+(\S+)\s*$/.exec(line))
    .filter((match) => match !== null);
  return new Map(pairs.map(([, user = '', password = '']) => [user, password]));
}
