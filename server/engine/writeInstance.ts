import { loadLadders } from '../../definitions/ladders/load.ts';
import { hashText } from '../../engine/canonical.ts';
import type { Actor, StartEvent } from '../../engine/event.ts';
import type { Program } from '../../engine/program.ts';
import type { Variables } from '../../engine/value.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { Case } from '../cases/Case.ts';
import { promiseOf } from '../cases/promise.ts';
import type { EntityManager } from '../orm.ts';
import { digestOf, writeStart, type Asked } from '../outbox/writeCommand.ts';
import { fromText, toText } from '../readModel/json.ts';
import { EngineDeployment } from './EngineDeployment.ts';
import type { EngineProcess } from './EngineProcess.ts';
import { live } from '../post/world.ts';

/** What begins a new instance. */
export interface Beginning {
  readonly process: EngineProcess;
  readonly variables: Variables;
  /** The start event that was triggered; without it the process's plain start. */
  readonly startNode?: string | undefined;
  /** What happened there. */
  readonly by?: StartEvent['by'];
  readonly actor: Actor;
}

const ladders = loadLadders();

/** The number of the instance that a command starts: the same for the same command. */
export const instanceOf = (commandId: string): string => `i-${hashText(commandId).slice(0, 24)}`;

/** Writes an instance and the start of its workflow, in the transaction of whatever it belongs to. Returns its number. */
export async function writeInstance(em: EntityManager, asked: Omit<Asked, 'caseNumber'>, { process, variables, startNode, by, actor }: Beginning): Promise<string> {
  const { commandId, now } = asked;
  const caseNumber = instanceOf(commandId);
  if ((await em.count(Case, { caseNumber })) > 0) return caseNumber;
  const rehearsal = process.world === live ? null : await em.findOneOrFail(EngineDeployment, { id: process.world });
  const at = rehearsal?.now ?? now;
  const clockMode = rehearsal ? 'rehearsal' : 'wall';
  const calendar = await currentCalendar(em);
  const program = fromText<Program>(process.program);
  const terms = program.processes[program.main]?.matter;
  const promise = promiseOf(terms?.limit, calendar, at);
  em.create(Case, {
    caseNumber,
    matter: process.key,
    matterName: process.name,
    definitionVersion: process.version,
    programHash: process.programHash,
    clockMode,
    world: process.world,
    status: 'starting',
    leadDepartment: terms?.leadDepartment ?? null,
    acceptedBy: actor.user,
    acceptedAt: at,
    situations: '{}',
    form: '{}',
    materials: '[]',
    promise: toText(promise),
    dueOn: promise.dueOn,
    dueAt: promise.computation?.dueAt ?? null,
    provisional: promise.provisional,
    virtualNow: rehearsal ? at : null,
  });
  const event: StartEvent = { type: 'start', caseNumber, variables, calendar, ladders, ...(startNode !== undefined && { node: startNode }), ...(by && { by }) };
  await writeStart(em, { ...asked, caseNumber }, { caseNumber, program, programHash: process.programHash, clockMode, start: { ...event, now: at, actor, commandId, digest: digestOf(actor, event) } });
  return caseNumber;
}
