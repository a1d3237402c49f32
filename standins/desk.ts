import type { Response } from 'express';
import { randomUUID } from 'node:crypto';
import { answerFor, type Answer } from './answers.ts';
import type { Behaviours } from './behaviours.ts';
import type { Callbacks } from './callbacks.ts';
import type { AnswerRequest, Behaviour, Data } from './contract.ts';
import { findFault } from './faults.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';

/** A request that passed signature and schema, whichever door it came through. */
export interface Request {
  readonly key: string;
  readonly department: string;
  readonly kind: string;
  readonly operation: string;
  /** Of a worker's job: the drawn element. */
  readonly element?: string;
  readonly caseNumber: string;
  readonly sequence: number;
  readonly reportedAt: string;
  readonly data: Data;
  readonly callback: { readonly url: string; readonly reference: string } | null;
}

/** Behind every department's door: does the work once per key, and answers as the department was told to. */
export class Desk {
  readonly #ledger: Ledger;
  readonly #callbacks: Callbacks;
  readonly #behaviours: Behaviours;
  /** Callers of silent departments that are still on the line. */
  readonly #onTheLine = new Map<string, Set<Response>>();

  constructor(ledger: Ledger, callbacks: Callbacks, behaviours: Behaviours) {
    this.#ledger = ledger;
    this.#callbacks = callbacks;
    this.#behaviours = behaviours;
  }

  async serve(request: Request, response: Response): Promise<void> {
    const behaviour = this.#behaviours.of(request);
    const strikes = behaviour.mode === 'wrong' && Math.random() < (behaviour.chance ?? 1);
    const fault = strikes ? findFault(behaviour.fault ?? 'html', behaviour.retryAfter) : undefined;
    if (behaviour.mode === 'down') return void response.status(503).json({ message: 'down' });
    if (fault?.when === 'before') return fault.strike(response);
    const { callback: offered, ...effect } = request;
    // A department that is asked to call back does so; a worker may, and does when it is told to hold the job.
    const callback = request.kind === 'worker' && behaviour.mode !== 'silent' ? null : offered;
    if (behaviour.refuse !== undefined && callback === null) {
      return void response.status(422).json({ code: behaviour.refuse, message: behaviour.message ?? behaviour.refuse, data: behaviour.data ?? {} });
    }

    const { entry, outcome } = this.#ledger.accept({ ...effect, receivedAt: new Date().toISOString() });
    if (outcome === 'conflict') return void response.status(409).json({ message: 'this Idempotency-Key belongs to another record' });
    if (callback !== null) this.#promise(entry, callback, behaviour);
    if (fault !== undefined) return fault.strike(response);
    if (behaviour.mode === 'slow') await pause(behaviour.delayMs ?? 3_000);
    if (callback !== null) return void response.status(202).json({ status: 'accepted', reference: callback.reference });
    if (behaviour.mode === 'silent') return this.#hold(entry.key, response);
    if (behaviour.mode !== 'slow' && behaviour.delayMs !== undefined) await pause(behaviour.delayMs);
    reply(response, answerFor(entry, behaviour));
  }

  /** Answers what is held, `times` times over; returns the keys. */
  answerHeld(department: string, told: AnswerRequest): string[] {
    const wanted = (key: string): LedgerEntry | undefined => {
      const entry = this.#ledger.find(key);
      return entry?.department === department &&
        (told.caseNumber === undefined || entry.caseNumber === told.caseNumber) &&
        (told.operation === undefined || entry.operation === told.operation)
        ? entry
        : undefined;
    };
    const keys: string[] = [];
    for (const key of new Set([...this.#callbacks.held(), ...this.#onTheLine.keys()])) {
      const entry = wanted(key);
      if (entry === undefined) continue;
      const answer = answerFor(entry, this.#behaviours.of(entry), told);
      for (const response of this.#onTheLine.get(key) ?? []) reply(response, answer);
      this.#onTheLine.delete(key);
      for (let time = 0; time < told.times; time++) this.#callbacks.answer(key, answer, { delayMs: time * 50 });
      keys.push(key);
    }
    return keys;
  }

  /** Keys whose answer is held, for the control page. */
  held(): string[] {
    return [...new Set([...this.#callbacks.held(), ...this.#onTheLine.keys()])];
  }

  #promise(entry: LedgerEntry, callback: NonNullable<Request['callback']>, behaviour: Behaviour): void {
    const silent = behaviour.mode === 'silent';
    this.#callbacks.ask(entry.key, { department: entry.department, ...callback, held: silent });
    if (this.#callbacks.answered(entry.key) || (silent && this.#callbacks.held().includes(entry.key))) return;
    const answer = answerFor(entry, behaviour);
    const delayMs = behaviour.delayMs ?? 100;
    const id = randomUUID();
    this.#callbacks.answer(entry.key, answer, { delayMs, id });
    if (behaviour.mode === 'duplicate') {
      // The same message once more, and the same news in a message of its own.
      this.#callbacks.answer(entry.key, answer, { delayMs: delayMs + 50, id });
      this.#callbacks.answer(entry.key, answer, { delayMs: delayMs + 100 });
    }
  }

  #hold(key: string, response: Response): void {
    const waiting = this.#onTheLine.get(key) ?? new Set();
    this.#onTheLine.set(key, waiting.add(response));
    response.on('close', () => {
      waiting.delete(response);
      if (waiting.size === 0 && this.#onTheLine.get(key) === waiting) this.#onTheLine.delete(key);
    });
  }
}

function reply(response: Response, answer: Answer): void {
  if (answer.status === 'done') response.status(200).json(answer);
  else response.status(422).json({ code: answer.code, message: answer.message, data: answer.data });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
