import { ask } from './broker.ts';
import type { builds } from './builds.ts';

/** The folder of a build. The first suite of a run that asks has it made, anew only when a source has changed. */
export const built = async (name: keyof typeof builds): Promise<string> => (await ask<{ folder: string }>(`/built/${name}`)).folder;
