import { join } from 'node:path';
import { devServerArguments } from '../provision/devServer.ts';

/** The processes of the platform, in the order in which they stop. */
export const PARTS = ['api', 'worker', 'standins', 'temporal'] as const;

/** One process of the platform. */
export type Part = (typeof PARTS)[number];

/** Milliseconds a part has to end by itself before it is ended hard: the worker finishes the activities under way. */
export const GRACE_MILLISECONDS: Record<Part, number> = { api: 10_000, worker: 20_000, standins: 5_000, temporal: 15_000 };

/** A program and its arguments. */
export type Launch = { program: string, args: string[] };

/** How our own entries are started. Each ends by itself when its standard input closes. */
export function entry(root: string, file: string): Launch {
  return { program: process.execPath, args: ['--disable-warning=ExperimentalWarning', join(root, file)] };
}

/** How the development server of Temporal is started: tethered to us, as it knows nothing of us. */
export function temporalServer(root: string, server: Parameters<typeof devServerArguments>[0]): Launch {
  return { program: process.execPath, args: [join(root, 'scripts', 'tether.ts'), server.binary, ...devServerArguments(server)] };
}
