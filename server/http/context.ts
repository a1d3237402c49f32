import type { Client } from '@temporalio/client';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Orm } from '../orm.ts';
import type { Route } from './route.ts';

/** What the process hands to every route. Modules add their services in `services` under their own name. */
export interface Context {
  readonly orm: Orm;
  readonly config: Config;
  readonly log: Logger;
  /** A lazy client: making one needs no server. Null where a process (or test) runs without Temporal. */
  readonly temporal: Client | null;
  /** The wall clock, as an ISO instant in UTC with milliseconds; tests hand in their own. */
  now(): string;
  /** Folder of the built pages; null serves none. */
  readonly pages: string | null;
  readonly services: Services;
  /** Tests let every reply be held against its declared schema; a platform at work doesn't pay for that. */
  readonly checkReplies?: boolean;
  /** Every route of the application, for its own description. */
  readonly routes: readonly Route[];
}

/** Extended by modules through declaration merging, so that a module's service is typed where it is used. */
// oxlint-disable-next-line no-empty-interface -- merged into by modules
export interface Services {}
