import type { PersonalPort } from '../../activities/ports.ts';
import type { Orm } from '../orm.ts';
import type { MasterKey } from './masterKey.ts';
import { revealPersonal } from './personalValues.ts';

/** Personal values for the worker's calls to departments; each department sees what the form shares with it. */
export function createPersonalPort(orm: Orm, master: MasterKey): PersonalPort {
  return {
    reveal: (caseNumber, department, commitments) => revealPersonal(orm.em.fork(), master, caseNumber, commitments, department),
  };
}
