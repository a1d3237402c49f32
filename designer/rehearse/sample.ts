import type { Value, Variables } from '../../engine/value.ts';

interface Question {
  readonly name: string;
  readonly type?: string;
  readonly sample?: Value;
}

/** Sample answers that a matter's form carries for its situation questions: where a trial starts from. */
export function sampleVariables(form: unknown): Variables {
  const { situations } = (form ?? {}) as { readonly situations?: readonly Question[] };
  return Object.fromEntries((situations ?? []).map(({ name, sample }) => [name, sample ?? null]));
}
