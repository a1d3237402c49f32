import { randomBytes } from 'node:crypto';
import type { Logger } from '../log.ts';
import type { Orm } from '../orm.ts';
import type { MasterKey } from '../personal/masterKey.ts';
import type { OutboxParts } from './deliver.ts';

/** What routes and chores that move cases need beside the database. */
export interface CaseServices {
  readonly master: MasterKey;
  readonly outbox: OutboxParts;
}

/** What they are made from; `cases` null where the process runs without Temporal. */
export interface CaseServiceParts {
  readonly orm: Orm;
  readonly cases: OutboxParts['cases'];
  readonly master: MasterKey;
  readonly log: Logger;
  readonly now?: () => string;
  /** Tests stop the process here. */
  readonly debugPoint?: OutboxParts['debugPoint'];
}

/** Made once by a process's entry, under `services.cases`. Each process has a name of its own for its leases. */
export function createCaseServices({ orm, cases, master, log, now, debugPoint }: CaseServiceParts): CaseServices {
  const holder = `${process.pid}-${randomBytes(6).toString('hex')}`;
  return { master, outbox: { orm, cases, log, holder, now: now ?? (() => new Date().toISOString()), debugPoint } };
}

declare module '../http/context.ts' {
  interface Services {
    readonly cases: CaseServices;
  }
}
