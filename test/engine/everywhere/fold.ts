import { compile } from '../../../engine/compile.ts';
import type { Event } from '../../../engine/event.ts';
import { step } from '../../../engine/interpreter/step.ts';
import type { State } from '../../../engine/state.ts';

/** What a place is given: the drawings and everything that happened. */
export interface Story {
  readonly visit: string;
  readonly matter: string;
  readonly events: readonly Event[];
}

/** Compiles the drawings and folds the events: the chain after every step. */
export async function chainsOf({ visit, matter, events }: Story): Promise<string[]> {
  const called = await compile(visit, { profile: 'matter' });
  const { program, problems } = await compile(matter, { profile: 'matter', called: called.program!.processes });
  if (!program) throw new Error(JSON.stringify(problems));
  let state: State | null = null;
  return events.map((event) => (state = step(program, state, event).state).chain);
}
