import { ApiProblem } from '../../ui/api/problem.ts';
import type { Draft } from '../catalog.ts';
import { changedSince, contentOf, nameOf, type Content, type ContentChange } from './content.ts';

/** Where the definition on the screen stands to the one on the server. */
export type SaveState = 'saved' | 'changed' | 'saving' | 'conflict' | 'failed';

/** Work that isn't on the server, as far as is known. */
export interface Unsaved extends Content {
  /** What it stands on. */
  readonly revision: number;
  /** Names of contents (`nameOf`) that were sent since and got no answer: the server may have stored one of them. */
  readonly unanswered: readonly string[];
}

/** What the keeper needs: how to read the definition, how to save it, where to put a copy that survives a crash. */
export interface DraftPorts {
  read(): Promise<Content>;
  /** Saves what has changed since `revision`. */
  save(change: ContentChange, revision: number): Promise<Pick<Draft, 'revision'>>;
  /** Keeps unsaved work on this machine; null: nothing is unsaved any more. */
  keepCopy(copy: Unsaved | null): void;
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

/** Whether somebody's save came in between, whoever's. */
const isOutrun = (error: unknown): error is ApiProblem => error instanceof ApiProblem && error.code === 'VERSION_CONFLICT';
/** What stands on the server in place of what was sent; null where the refusal doesn't say. */
const theirsIn = (error: ApiProblem): Draft | null => (error.body.details as unknown as Draft | undefined) ?? null;

/**
 * Saves a definition by itself, one save at a time, always on top of the revision it was read at. A refused save stops
 * saving until the person has decided; work that isn't on the server is kept on this machine.
 */
export class DraftKeeper {
  readonly #ports: DraftPorts;
  /** What the server has, as far as this page knows. */
  #known: Content;
  #revision: number;
  readonly #unanswered = new Set<string>();
  #state: SaveState = 'saved';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(ports: DraftPorts, draft: Draft) {
    this.#ports = ports;
    this.#known = contentOf(draft);
    this.#revision = draft.revision;
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

  /** The person decided a conflict: the drawing on the screen now stands on `theirs`, or on a revision of which nothing more is known. */
  resume(theirs: Pick<Draft, 'revision'> & Partial<Draft>, unsaved: boolean): void {
    this.#standOn(theirs.xml === undefined ? this.#known : contentOf(theirs as Draft), theirs.revision);
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
      this.#copy(content);
      await this.#send(content);
      if (!this.#again) this.#ports.keepCopy(null);
      this.#become(this.#again ? 'changed' : 'saved');
    } catch (error) {
      const outrun = isOutrun(error);
      this.#become(outrun ? 'conflict' : 'failed', error);
      if (outrun) this.#ports.conflict(theirsIn(error));
      // Whoever waits before the screen for the connection to come back changes nothing meanwhile.
      if (!refusedByServer(error)) this.#flushIn(this.#ports.again);
    } finally {
      this.#running = null;
    }
    if (this.#again && this.#state === 'changed') this.touch();
  }

  /** Sends what differs from what the server has. To meet an own save there that nobody answered is no conflict. */
  async #send(content: Content): Promise<void> {
    // Back to what was known is a change where the server may have stored something else meanwhile.
    const change = changedSince(this.#known, content) ?? (this.#unanswered.size > 0 ? content : null);
    if (change === null) return;
    try {
      const saved = await this.#ports.save(change, this.#revision);
      this.#standOn(content, saved.revision);
    } catch (error) {
      const theirs = isOutrun(error) ? theirsIn(error) : null;
      if (theirs !== null && this.#unanswered.has(nameOf(contentOf(theirs)))) {
        this.#standOn(contentOf(theirs), theirs.revision);
        return this.#send(content);
      }
      if (!refusedByServer(error)) this.#unanswered.add(nameOf(content));
      throw error;
    }
  }

  #standOn(known: Content, revision: number): void {
    this.#known = known;
    this.#revision = revision;
    this.#unanswered.clear();
  }

  async #keep(): Promise<void> {
    this.#copy(await this.#ports.read());
  }

  #copy(content: Content): void {
    this.#ports.keepCopy({ ...content, revision: this.#revision, unanswered: [...this.#unanswered] });
  }

  #become(state: SaveState, error?: unknown): void {
    this.#state = state;
    this.#ports.changed(state, error);
  }
}
