import { Journal } from './journal.ts';
import type { Data } from './contract.ts';

/** One effect a department accepted: what it will answer for, once and for all, under this key. */
export interface LedgerEntry {
  readonly key: string;
  readonly department: string;
  /** One of the ten record kinds, or `worker`. */
  readonly kind: string;
  readonly operation: string;
  /** Of a worker's job: the drawn element. */
  readonly element?: string;
  readonly caseNumber: string;
  readonly sequence: number;
  /** The sender's clock: a rehearsal's virtual time. */
  readonly reportedAt: string;
  /** Our own clock. */
  readonly receivedAt: string;
  readonly data: Data;
}

/** The departments' ledger: each idempotency key occurs once, also over a crash. */
export class Ledger {
  readonly #journal: Journal<LedgerEntry>;
  readonly #byKey = new Map<string, LedgerEntry>();

  constructor(file: string) {
    this.#journal = new Journal<LedgerEntry>(file, true);
    for (const entry of this.#journal.lines) this.#byKey.set(entry.key, entry);
  }

  /**
   * Keeps the effect, or finds that it was kept before under the same key. `conflict`: the key belongs to another
   * case, department or operation.
   */
  accept(entry: LedgerEntry): { entry: LedgerEntry; outcome: 'first' | 'again' | 'conflict' } {
    const kept = this.#byKey.get(entry.key);
    if (kept === undefined) {
      this.#journal.append(entry);
      this.#byKey.set(entry.key, entry);
      return { entry, outcome: 'first' };
    }
    const same = kept.caseNumber === entry.caseNumber && kept.department === entry.department && kept.operation === entry.operation;
    return { entry: kept, outcome: same ? 'again' : 'conflict' };
  }

  find(key: string): LedgerEntry | undefined {
    return this.#byKey.get(key);
  }

  entries(of: { caseNumber?: string; department?: string }): LedgerEntry[] {
    return this.#journal.lines.filter(
      (entry) =>
        (of.caseNumber === undefined || entry.caseNumber === of.caseNumber) &&
        (of.department === undefined || entry.department === of.department),
    );
  }

  close(): void {
    this.#journal.close();
  }
}
