import type { Command } from '../command.ts';
import type { Event } from '../event.ts';
import { canonical, hash, hashText } from '../canonical.ts';
import type { Program } from '../program.ts';

/**
 * The hash chain over a case: each link binds the program, every event and every command so far. It stands in the ids of
 * the projection activities, so that a plain Temporal replay already verifies every input.
 */
export function initialChain(program: Program): string {
  let head = heads.get(program);
  if (head === undefined) heads.set(program, (head = hash(program)));
  return head;
}

/** A program never changes, so its hash holds for as long as it lives: the next case of it begins with the same. */
const heads = new WeakMap<Program, string>();

export const nextChain = (chain: string, event: Event, commands: readonly Command[]): string =>
  hashText(`${chain}\n${canonical(event)}\n${canonical(commands)}`);
