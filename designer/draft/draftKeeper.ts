import { ApiProblem } from '../../ui/api/problem.ts';
import type { Draft } from '../catalog.ts';
import type { Content } from './content.ts';

/** Where the definition on the screen stands to the one on the server. */
export type SaveState = 'saved' | 'changed' | 'saving' | 'conflict' | 'failed';

/** What the keeper needs: how to read the definition, how to save it, where to put a copy that survives a crash. */
export interface DraftPorts {
  read(): Promise<Content>;
  /** Saves what has changed; without a change the revision stays. */
  save(content: Content, revision: number): Promise<Pick<Draft, 'revision'>>;
  /** Keeps unsaved work on this machine; null: nothing is unsaved any more. */
  keepCopy(copy: (Content & { readonly revision: number }) | null): void;
  /** `error`: what a failed save was answered with. */
  changed(state: SaveState, error?: unknown): void;
  conflict(theirs: Draft | null): void;
  /** Milliseconds of quiet before a save. */
  readonly quiet: number;
  /** Milliseconds before a save that nobody answered is tried again. */
  readonly again: number;
}

/** Whether the server itself refused, and said why: the same again would be refused again. Too many at once (429) are let in later. */
export const refusedByServer = (error: unknown): boolean => error instanceof ApiProblem && error.definite && error.status >= 400 && error.status < 500 && error.status !== 429;

/**
 * Saves a definition by itself, one save at a time, always on top of the revision it was read at. A refused save stops
 * saving until the person has decided; work that isn't on the server is kept on this machine.
 */
export class DraftKeeper {
  readonly #ports: DraftPorts;
  #revision: number;
  #state: SaveState = 'saved';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(ports: DraftPorts, revision: number) {
    this.#ports = ports;
    this.#revision = revision;
  }

  get state(): SaveState {
    return this.#state;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The definition changed. */
  touch(): void {
    if (this.#state === 'conflict') return void this.#keep();
    this.#again = this.#running !== null;
    if (this.#state !== 'saving') this.#become('changed');
    this.#flushIn(this.#ports.quiet);
  }

  /** Saves now what is unsaved. True when everything is on the server. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.#running !== null) await this.#running;
    if (this.#state === 'changed' || this.#state === 'failed') {
      this.#running = this.#save();
      await this.#running;
    }
    return this.#state === 'saved';
  }

  /** The person decided a conflict: the drawing on the screen now stands on `revision`. */
  resume(revision: number, unsaved: boolean): void {
    this.#revision = revision;
    this.#become(unsaved ? 'changed' : 'saved');
    if (unsaved) this.touch();
    else this.#ports.keepCopy(null);
  }

  /** Nothing is saved by itself any more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #flushIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }

  async #save(): Promise<void> {
    this.#again = false;
    this.#become('saving');
    try {
      const content = await this.#ports.read();
      this.#ports.keepCopy({ ...content, revision: this.#revision });
      const saved = await this.#ports.save(content, this.#revision);
      this.#revision = saved.revision;
      if (!this.#again) this.#ports.keepCopy(null);
      this.#become(this.#again ? 'changed' : 'saved');
    } catch (error) {
      const outrun = error instanceof ApiProblem && error.code === 'VERSION_CONFLICT';
      this.#become(outrun ? 'conflict' : 'failed', error);
      if (outrun) this.#ports.conflict((error.body.details as unknown as Draft | undefined) ?? null);
      // Whoever waits before the screen for the connection to come back changes nothing meanwhile.
      if (!refusedByServer(error)) this.#flushIn(this.#ports.again);
    } finally {
      this.#running = null;
    }
    if (this.#again && this.#state === 'changed') this.touch();
  }

  async #keep(): Promise<void> {
    this.#ports.keepCopy({ ...(await this.#ports.read()), revision: this.#revision });
  }

  #become(state: SaveState, error?: unknown): void {
    this.#state = state;
    this.#ports.changed(state, error);
  }
}
