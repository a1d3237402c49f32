import type { Command } from '../command.ts';
import type { Event } from '../event.ts';
import { departmentOfJob, type JobCommand, operationOfJob } from './departments.ts';
import type { DepartmentMode, DepartmentTold } from './scenario.ts';

type JobEvent = Extract<Event, { type: 'job' }>;

interface Call {
  readonly command: JobCommand;
  readonly turn: number;
  mode: DepartmentMode;
  code?: string;
  accepted: boolean;
}

/**
 * Listens to a past case's talk with departments, turn by turn, and says what each must have been told to behave so
 * again. A turn is an act with everything that comes of it before the next one; turn 0 is the start.
 */
export class TalkWithDepartments {
  readonly #calls = new Map<string, Call>();
  readonly #answers: { readonly turn: number; readonly call: Call }[] = [];

  /** Jobs that were asked for in a turn. Nobody has answered yet: that is silence. */
  ask(commands: readonly Command[], turn: number): void {
    for (const command of commands) if (command.type === 'job') this.#calls.set(`${command.instance}.${command.attempt}`, { command, turn, mode: 'silent', accepted: false });
  }

  hear({ instance, attempt, outcome }: JobEvent, turn: number): void {
    const call = this.#calls.get(`${instance}.${attempt}`);
    if (call === undefined) return;
    if (outcome.kind === 'accepted') {
      call.accepted = true;
      return;
    }
    const mode = outcome.kind === 'done' ? 'ok' : outcome.kind === 'error' ? 'refuse' : outcome.retryable ? 'down' : 'wrong';
    const code = outcome.kind === 'error' ? { code: outcome.code } : {};
    if (call.accepted && turn > call.turn) this.#answers.push({ turn, call: { ...call, mode, ...code } });
    else Object.assign(call, { mode, ...code });
  }

  /** What departments are told before a turn. `standing`: what they were told so far, kept up to date. */
  toldBefore(turn: number, standing: Map<string, string>): DepartmentTold[] {
    return [...this.#calls.values()].flatMap((call) => {
      if (call.turn !== turn) return [];
      const told = toldOf(call);
      const name = `${told.department}/${told.operation}`;
      const how = `${told.mode} ${told.code ?? ''}`;
      if ((standing.get(name) ?? 'ok ') === how) return [];
      standing.set(name, how);
      return [told];
    });
  }

  /** What departments said in a turn to calls of turns before. */
  answersIn(turn: number, standing: Map<string, string>): DepartmentTold[] {
    return this.#answers.flatMap(({ turn: heard, call }) => {
      if (heard !== turn) return [];
      const told = toldOf(call);
      standing.set(`${told.department}/${told.operation}`, `${told.mode} ${told.code ?? ''}`);
      return [{ ...told, answer: 1 }];
    });
  }
}

const toldOf = ({ command: { job }, mode, code }: Call): DepartmentTold => ({ department: departmentOfJob(job), operation: operationOfJob(job), mode, ...(code === undefined ? {} : { code }) });
