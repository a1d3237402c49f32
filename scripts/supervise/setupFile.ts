import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complain, longStep, texts } from '../progress.mjs';
import type { Params, Texts } from '../progress.mjs';

/** One step of a start, as `setup.json` in the data folder keeps it for the set-up page. */
export type SetupStep = {
  /** The key of the step; stable. */
  id: string,
  state: 'running' | 'done' | 'failed',
  text: Texts,
  /** ISO instants. */
  startedAt: string,
  endedAt: string | null,
  /** What went wrong and what to do; only of a failed step. */
  problem?: Texts,
};

/** What `setup.json` holds: the steps of this start in order. */
export type Setup = { startedAt: string, ready: boolean, steps: SetupStep[] };

/** The steps of one start: shown in the terminal and written for the set-up page. */
export function openSetup(dataDir: string) {
  const setup: Setup = { startedAt: new Date().toISOString(), ready: false, steps: [] };
  const file = join(dataDir, 'setup.json');
  const write = () => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(setup));
    renameSync(`${file}.new`, file);
  };
  write();
  return {
    /** Runs one step; what it throws as a SetupFailure is its one clear line, and is thrown on. */
    async step<Result>(id: string, work: () => Promise<Result>, detail: () => string = () => ''): Promise<Result> {
      const step: SetupStep = { id, state: 'running', text: texts(id), startedAt: new Date().toISOString(), endedAt: null };
      setup.steps.push(step);
      write();
      const shown = longStep(id, {}, detail);
      const end = (state: 'done' | 'failed') => {
        Object.assign(step, { state, endedAt: new Date().toISOString() });
        write();
      };
      try {
        const result = await work();
        end('done');
        shown.done(detail());
        return result;
      } catch (error) {
        if (error instanceof SetupFailure) step.problem = texts(error.key, error.params);
        end('failed');
        shown.stop();
        throw error;
      }
    },
    /** Every step is done. */
    ready() {
      setup.ready = true;
      write();
    },
  };
}

/** A start cannot go on: the key of a message that says what happened and what to do. */
export class SetupFailure extends Error {
  readonly key: string;
  readonly params: Params;

  constructor(key: string, params: Params = {}) {
    super(key);
    this.name = 'SetupFailure';
    this.key = key;
    this.params = params;
  }

  /** Prints the one clear line. */
  complain(): void {
    complain(this.key, this.params);
  }
}
