import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Answer } from './answers.ts';
import { Journal } from './journal.ts';

type Line =
  /** A caller waits for our callback. A later line of the same key moves it to a new reference. */
  | { readonly type: 'asked'; readonly key: string; readonly department: string; readonly url: string; readonly reference: string; readonly held: boolean }
  | { readonly type: 'answer'; readonly key: string; readonly id: string; readonly answer: Answer }
  | { readonly type: 'delivered'; readonly key: string; readonly id: string; readonly status: number };

interface Asked {
  department: string;
  url: string;
  reference: string;
  held: boolean;
}

/** Signed answers to those who asked to be called back, sent again until somebody takes them; kept over a restart. */
export class Callbacks {
  readonly #journal: Journal<Line>;
  readonly #secretOf: (department: string) => string;
  readonly #asked = new Map<string, Asked>();
  readonly #answered = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;

  constructor(file: string, secretOf: (department: string) => string) {
    this.#journal = new Journal<Line>(file, false);
    this.#secretOf = secretOf;
    const open = new Map<string, Extract<Line, { type: 'answer' }>>();
    for (const line of this.#journal.lines) {
      if (line.type === 'asked') this.#asked.set(line.key, { ...line });
      if (line.type === 'answer') {
        open.set(line.id, line);
        this.#answered.add(line.key);
        const asked = this.#asked.get(line.key);
        if (asked !== undefined) asked.held = false;
      }
      if (line.type === 'delivered') open.delete(line.id);
    }
    for (const line of open.values()) this.#later(() => this.#send(line.key, line.id, line.answer, 1), 100);
  }

  /** Notes who is to be called back. */
  ask(key: string, asked: Asked): void {
    const known = this.#asked.get(key);
    if (known?.reference === asked.reference && known.url === asked.url) return;
    // A repeated request moves the callback to its newest reference, but never takes back that it was answered.
    const held = known === undefined ? asked.held : known.held;
    this.#journal.append({ type: 'asked', key, department: asked.department, url: asked.url, reference: asked.reference, held });
    this.#asked.set(key, { ...asked, held });
  }

  /** Keys of the held ones, oldest first. */
  held(): string[] {
    return [...this.#asked].filter(([, asked]) => asked.held).map(([key]) => key);
  }

  /** True when the key's answer was given, or is on its way. */
  answered(key: string): boolean {
    return this.#answered.has(key);
  }

  /** Answers `key` after `delayMs`; the same `id` twice is the same message twice. */
  answer(key: string, answer: Answer, { delayMs = 0, id = randomUUID() as string } = {}): void {
    const asked = this.#asked.get(key);
    if (asked === undefined) return;
    asked.held = false;
    this.#answered.add(key);
    this.#journal.append({ type: 'answer', key, id, answer });
    this.#later(() => this.#send(key, id, answer, 1), delayMs);
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#journal.close();
  }

  async #send(key: string, id: string, answer: Answer, attempt: number): Promise<void> {
    const asked = this.#asked.get(key);
    if (asked === undefined) return;
    const body = JSON.stringify({ reference: asked.reference, ...answer });
    const at = new Date();
    const status = await fetch(asked.url, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(this.#secretOf(asked.department)).sign(id, at, body),
      },
    }).then(
      async (response) => (await response.body?.cancel(), response.status),
      () => 0,
    );
    if (this.#closed) return;
    const again = status === 0 || status === 429 || status >= 500;
    if (again) this.#later(() => this.#send(key, id, answer, attempt + 1), Math.min(200 * 2 ** Math.min(attempt, 8), 15_000));
    else this.#journal.append({ type: 'delivered', key, id, status });
  }

  #later(work: () => Promise<void> | void, delayMs: number): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void work();
    }, delayMs);
    this.#timers.add(timer);
  }
}
