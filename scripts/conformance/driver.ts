import type { Value, Variables } from '../../engine/value.ts';
import type { Worker } from './caseFile.ts';
import type { Drawing } from './readFolder.ts';

/**
 * What a case does to an engine and sees of it: on the pure core in virtual time, or over HTTP on a platform. Every act
 * returns when nothing more can happen without outside input. An act that is refused throws.
 */
export interface EngineDriver {
  /** Deploys the files together. Returns why they were refused, in words; empty when they were taken. */
  deploy(files: readonly Drawing[], workers: Readonly<Record<string, Worker>>): Promise<readonly string[]>;
  /** `main`: the instance that the case's expectations are about; until one is named, the first. */
  start(process: string, variables: Variables, main: boolean): Promise<void>;
  message(message: { readonly name: string; readonly key?: Value; readonly variables: Variables; readonly all: boolean }): Promise<void>;
  signal(name: string, variables: Variables): Promise<void>;
  /** Completes the oldest open task of an element, over all instances. @throws when there is none */
  complete(element: string, variables: Variables): Promise<void>;
  /** Changes variables of the main instance. */
  setVariables(variables: Variables): Promise<void>;
  /** Lets an ISO 8601 duration pass. */
  wait(duration: string): Promise<void>;
  see(): Promise<View>;
  /** Ends everything that is left of the case. */
  end(): Promise<void>;
}

/** A case as the runner looks at it: all its instances together. */
export interface View {
  /** null before the main instance was started. */
  readonly main: MainView | null;
  /** Open user tasks by element, over all instances. */
  readonly waiting: Readonly<Record<string, number>>;
  /** Executions that are over, in order, over all instances. */
  readonly over: readonly { readonly element: string; readonly how: 'completed' | 'cancelled' }[];
}

export interface MainView {
  /** The states it is in, in the words of the format: an instance with an incident may still wait elsewhere. */
  readonly states: readonly string[];
  /** What went wrong, for the reader of a failure. */
  readonly incidents: readonly string[];
  readonly variables: Variables;
}
