import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '../http/problem.ts';

/** What the supervisor writes while it brings the platform up; nothing else is read from it. */
const setupFile = z.object({
  ready: z.boolean(),
  steps: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['running', 'done', 'failed']),
      text: z.record(z.string(), z.string()),
      startedAt: z.string(),
      endedAt: z.string().nullable(),
      problem: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

export const setupShape = z.object({
  ready: z.boolean(),
  steps: z.array(
    z.object({
      name: z.string().describe('The step in the language of the caller'),
      state: z.enum(['done', 'running', 'failed']),
      seconds: z.number(),
      detail: z.string().nullable().describe('What went wrong and what to do'),
    }),
  ),
});

/**
 * The steps of this start with their seconds so far. Started without the supervisor there are none: the platform is
 * then as ready as its parts say.
 */
export async function readSetup(dataDir: string, language: Language, now: string, ready: () => Promise<boolean>): Promise<z.infer<typeof setupShape>> {
  const text = await readFile(join(dataDir, 'setup.json'), 'utf8').catch(() => null);
  const parsed = text === null ? null : setupFile.safeParse(JSON.parse(text));
  if (parsed === null || !parsed.success) return { ready: await ready(), steps: [] };
  return {
    ready: parsed.data.ready,
    steps: parsed.data.steps.map(({ id, state, text: names, startedAt, endedAt, problem }) => ({
      name: names[language] ?? id,
      state,
      seconds: Math.max(0, Date.parse(endedAt ?? now) - Date.parse(startedAt)) / 1000,
      detail: problem?.[language] ?? null,
    })),
  };
}
