/** A Temporal server that the bench has started; it may not answer yet. */
export interface BenchServer {
  readonly address: string;
  /** Whose CPU counts, each with all it has started; `postgres` is null where histories are kept in memory. */
  readonly pids: { readonly server: number; readonly postgres: number | null };
  /** Why it has ended; null while it runs. */
  ended(): string | null;
  stop(): Promise<void>;
}
