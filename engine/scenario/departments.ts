import type { Command } from '../command.ts';
import type { JobOutcome } from '../event.ts';
import { asVariables, type DepartmentTold } from './scenario.ts';

export type JobCommand = Extract<Command, { type: 'job' }>;

/** A job that waits for what the department says: to the call itself, or, once it was accepted, by a callback. */
export interface PendingJob {
  readonly command: JobCommand;
  readonly phase: 'call' | 'callback';
}

/** What departments were told, by `department/operation`. */
export class Departments {
  readonly #told = new Map<string, DepartmentTold>();

  tell(told: DepartmentTold): void {
    this.#told.set(`${told.department}/${told.operation}`, told);
  }

  /** How a job is answered; a department that was told nothing agrees. */
  of({ job }: JobCommand): DepartmentTold {
    const department = departmentOfJob(job);
    const operation = operationOfJob(job);
    return this.#told.get(`${department}/${operation}`) ?? { department, operation, mode: 'ok' };
  }

  /** What comes of a call now. `held`: it says no more until it is told to answer. */
  outcome({ command, phase }: PendingJob): { readonly outcome: JobOutcome; readonly next?: 'callback' | 'held' } {
    const told = this.of(command);
    if (phase === 'callback') return { outcome: answered(told) };
    if (told.mode === 'down') return { outcome: { kind: 'failed', code: 'DEPT_UNAVAILABLE', message: 'HTTP 503', retryable: true, waitedMs: 0 } };
    if (told.mode === 'wrong') return { outcome: { kind: 'failed', code: 'DEPT_WRONG_REPLY', message: 'not in the terms of the contract', retryable: false } };
    if (command.job.mode !== 'async') {
      if (told.mode === 'silent' || told.mode === 'late') return { outcome: { kind: 'failed', code: 'DEPARTMENT_TIMEOUT', message: 'The call was not answered in time', retryable: true, waitedMs: 0 } };
      return { outcome: answered(told) };
    }
    return { outcome: { kind: 'accepted' }, next: told.mode === 'silent' || told.mode === 'late' ? 'held' : 'callback' };
  }
}

/** The answer itself, once there is one. */
export const answered = ({ mode, code, data }: Pick<DepartmentTold, 'mode' | 'code' | 'data'>): JobOutcome =>
  mode === 'refuse' ? { kind: 'error', code: code ?? 'REFUSED', message: code ?? 'REFUSED', variables: asVariables(data) } : { kind: 'done', variables: asVariables(data) };

export const departmentOfJob = (job: JobCommand['job']): string => job.department ?? job.type;
export const operationOfJob = (job: JobCommand['job']): string => job.operation ?? 'processing';
