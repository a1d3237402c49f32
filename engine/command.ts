import type { Value, Variables } from './value.ts';

/** What a step asks the outside world to do. Plain JSON: held, carried and hashed. */
export type Command =
  /** Ask a department system (or a registered worker). `id` is stable over retries by Temporal: the idempotency key's root. */
  | {
      readonly type: 'job';
      readonly id: string;
      readonly instance: number;
      readonly attempt: number;
      readonly element: string;
      /** Idempotency key: the same over every attempt with the same body. */
      readonly key: string;
      readonly job: Job;
    }
  /** The job's instance is gone: an answer will find nobody. */
  | { readonly type: 'cancelJob'; readonly instance: number }
  /**
   * A message for somebody outside the case: nobody inside waits for it. It is delivered to one other case that waits, or
   * starts one. `id` is the message's own: the same over every try.
   */
  | { readonly type: 'throwMessage'; readonly id: string; readonly instance: number; readonly element: string; readonly name: string; readonly key?: Value; readonly variables: Variables }
  /** A signal for everyone outside the case. Those inside have heard it already: the sender's case hears it no second time. */
  | { readonly type: 'throwSignal'; readonly id: string; readonly instance: number; readonly element: string; readonly name: string; readonly variables: Variables };

export interface Job {
  /** Task definition type: `department` for a call to a department system, else a registered worker's name. */
  readonly type: string;
  readonly department?: string;
  /** Which of the ten record kinds (or a worker's own operation). */
  readonly operation?: string;
  /** `async`: the department answers "accepted" and calls back. */
  readonly mode: 'sync' | 'async';
  /** It only reads (RFC 9110, 9.2.1): asked once too often it has changed nothing. */
  readonly safe?: true;
  readonly item?: string;
  readonly variables: Variables;
  readonly headers?: Readonly<Record<string, string>>;
}
