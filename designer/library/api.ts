import { get } from '../../ui/api/client.ts';

/** What is wrong with a draft. */
export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
}

/** Problems of every draft, by key. */
export const countProblems = async (): Promise<Readonly<Record<string, ProblemCount>>> => (await get<{ counts: Readonly<Record<string, ProblemCount>> }>('/api/problem-counts')).counts;
