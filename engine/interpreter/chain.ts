import type { Command } from '../command.ts';
import type { Event } from '../event.ts';
import { canonical, hash, hashText } from '../canonical.ts';
import type { Program } from '../program.ts';

/**
 * The hash chain over a case: each link binds the program, every event and every command so far. It stands in the ids of
 * the projection activities, so that a plain Temporal replay already verifies every input.
 */
export const initialChain = (program: Program): string => hash(program);

export const nextChain = (chain: string, event: Event, commands: readonly Command[]): string =>
  hashText(`${chain}\n${canonical(event)}\n${canonical(commands)}`);
