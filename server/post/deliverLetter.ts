import { DomainError } from '../../engine/errors.ts';
import type { Actor } from '../../engine/event.ts';
import { indexOf } from '../../engine/interpreter/programIndex.ts';
import type { Program } from '../../engine/program.ts';
import type { Token } from '../../engine/snapshot.ts';
import { startBy } from '../../engine/starts.ts';
import { type Heard, hears } from '../../engine/subscriptions.ts';
import type { Value, Variables } from '../../engine/value.ts';
import type { EventBody } from '../../workflows/messages.ts';
import { Case } from '../cases/Case.ts';
import { EngineProcess } from '../engine/EngineProcess.ts';
import { writeInstance } from '../engine/writeInstance.ts';
import { inTransaction, type EntityManager } from '../orm.ts';
import { deliver } from '../outbox/deliver.ts';
import type { OutboxParts } from '../outbox/deliver.ts';
import { writeCommand } from '../outbox/writeCommand.ts';
import { fromText, toText } from '../readModel/json.ts';
import { giveTo, heardOf, letterCommand } from './earlyLetters.ts';
import { LetterRow } from './LetterRow.ts';
import { whatMoves } from './rest.ts';
import { SubscriptionRow } from './Subscription.ts';
import { isRehearsal } from './world.ts';

/** A message or a signal on its way. */
export interface Outgoing {
  /** Names it for good: the same id again goes to the same receivers and has no second effect. */
  readonly id: string;
  readonly world: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly key?: Value | undefined;
  readonly variables: Variables;
  /** A message to everyone who waits, not to the first alone. */
  readonly all?: boolean | undefined;
  /** The case that threw it, which hears it no second time. */
  readonly sender: string | null;
  /** A message that nobody waits for yet is kept until this instant of the cases' clock, for whoever waits for it first. */
  readonly keptUntil?: string | undefined;
  readonly actor: Actor;
}

/** Who got it, and whether it started them. */
export interface Receiver {
  readonly caseNumber: string;
  readonly commandId: string;
  readonly started: boolean;
}

/** How long a message waits for a world in motion before it counts as unheard, milliseconds; in a rehearsal before whoever carries it has to come again. */
const patience = { wall: 2_000, rehearsal: 10_000 };

/**
 * Delivers a message to the case that waits for it longest, else to a process that it starts; a signal to everyone who
 * waits and every process that it starts. Whom it goes to is decided in one transaction with the commands to them, which
 * the outbox delivers whoever dies in between. What a case of a rehearsal throws is heard by those who wait once all others
 * have come to rest, however slow the machine. Returns the receivers; none when nobody wants it.
 * @throws DomainError CASE_BUSY while the others of the rehearsal do not come to rest: nothing was delivered
 */
export async function deliverLetter(parts: OutboxParts, letter: Outgoing): Promise<readonly Receiver[]> {
  const { world, sender } = letter;
  const others = { except: sender, lettersAside: sender !== null };
  if (sender !== null && isRehearsal(world) && !(await isKnown(parts, letter)) && (await whatMoves(parts, world, patience.rehearsal, others)) !== null) throw new DomainError('CASE_BUSY', { retryAfterSeconds: 2 });
  let receivers = await addressed(parts, letter, true);
  if (receivers === null) {
    // Whoever is about to wait for it may not be shown yet.
    await whatMoves(parts, world, patience.wall, others);
    receivers = (await addressed(parts, letter, false)) ?? [];
    // Whoever began to wait while it was being put aside did not see it there.
    if (letter.kind === 'message' && receivers.length === 0 && letter.keptUntil !== undefined) receivers = await inTransaction(parts.orm, (em) => giveKept(em, letter.id));
  }
  for (const { commandId } of receivers) await deliver(parts, commandId);
  return receivers;
}

/** Whether it was decided before whom it goes to. */
const isKnown = async ({ orm }: OutboxParts, { id }: Outgoing): Promise<boolean> => (await orm.em.fork().count(LetterRow, { id })) > 0;

/** The receivers, kept for good; null when there are none yet and there may be some in a moment. */
function addressed(parts: OutboxParts, letter: Outgoing, mayComeYet: boolean): Promise<readonly Receiver[] | null> {
  const { orm, holder } = parts;
  const now = parts.now();
  return inTransaction(orm, async (em) => {
    const known = await em.findOne(LetterRow, { id: letter.id });
    if (known) return fromText<Receiver[]>(known.receivers);
    const waiting = await waitingFor(em, letter, { ...letter, now });
    const told = letter.kind === 'message' && !letter.all ? waiting.slice(0, 1) : waiting;
    const starting = letter.kind === 'message' && told.length > 0 ? [] : await startedBy(em, letter, told);
    if (told.length + starting.length === 0 && mayComeYet) return null;
    const receivers: Receiver[] = [];
    for (const caseNumber of told) {
      const commandId = letterCommand(letter.id, caseNumber);
      await writeCommand(em, { commandId, caseNumber, now, holder }, letter.actor, bodyOf(letter));
      receivers.push({ caseNumber, commandId, started: false });
    }
    for (const { process, node } of starting) {
      const commandId = letterCommand(letter.id, `${process.key}@${process.version}`);
      const caseNumber = await writeInstance(em, { commandId, now, holder }, { process, variables: letter.variables, startNode: node, by: { kind: letter.kind, name: letter.name }, actor: letter.actor });
      receivers.push({ caseNumber, commandId, started: true });
    }
    // A signal is for those who wait when it is raised, and for nobody later (BPMN 2.0, 10.5.5).
    const kept = letter.kind === 'message' && receivers.length === 0 && letter.keptUntil !== undefined;
    em.create(LetterRow, {
      id: letter.id, world: letter.world, kind: letter.kind, name: letter.name, sender: letter.sender, sentBy: letter.actor.user, sentAt: now, receivers: toText(receivers),
      ...(kept && { keptUntil: letter.keptUntil, variables: toText(letter.variables), ...(letter.key !== undefined && { key: toText(letter.key) }) }),
    });
    return receivers;
  });
}

/** A letter that was kept goes to who waits for it by now. */
async function giveKept(em: EntityManager, id: string): Promise<readonly Receiver[]> {
  const row = await em.findOneOrFail(LetterRow, { id });
  const [first] = await waitingFor(em, { world: row.world, sender: row.sender ?? null }, heardOf(row, row.sentAt));
  if (first === undefined || row.keptUntil == null) return fromText<Receiver[]>(row.receivers);
  return giveTo(em, row, first);
}

const bodyOf = ({ kind, name, key, variables, all }: Outgoing): EventBody =>
  kind === 'signal' ? { type: 'signal', name, variables } : { type: 'message', name, variables, ...(key !== undefined && { key }), ...(all && { all }) };

/** Cases that wait for it, those begun first before others; each once. */
async function waitingFor(em: EntityManager, { world, sender }: Pick<Outgoing, 'world' | 'sender'>, heard: Heard): Promise<string[]> {
  const rows = await em.find(SubscriptionRow, { world, kind: heard.kind, name: heard.name, ...(sender !== null && { caseNumber: { $ne: sender } }) });
  const hearing = rows.filter(({ kind, name, key, content }) => hears({ kind, name, ...(key != null && { key: fromText<Value>(key) }), ...(content != null && { content }) }, heard));
  const numbers = [...new Set(hearing.map(({ caseNumber }) => caseNumber))];
  if (numbers.length < 2) return numbers;
  const order = await em.execute<{ id: string }[]>(`select case_number as id from commands where kind = 'start' and case_number in (${numbers.map(() => '?').join(', ')}) order by created_at, id`, numbers);
  return order.map(({ id }) => id);
}

/** Processes that a message (one of them) or a signal (every one) starts. Matters are started by applications alone. */
async function startedBy(em: EntityManager, { world, kind, name }: Outgoing, told: readonly string[]): Promise<{ process: EngineProcess; node: string }[]> {
  const current = await em.find(EngineProcess, { world, current: true }, { orderBy: { key: 'asc' } });
  const begun = await em.find(Case, { caseNumber: { $in: [...told] } }, { fields: ['matter', 'definitionVersion', 'tokens'] });
  const found = current.flatMap((process) => {
    const program = fromText<Program>(process.program);
    const node = startBy(program, kind, name);
    // One that has begun with one of several triggers and waits for the others takes it, and no more of them start.
    const takes = begun.some((one) => one.matter === process.key && one.definitionVersion === process.version && standsAtStart(program, fromText<Token[]>(one.tokens)));
    return node === undefined || takes ? [] : [{ process, node }];
  });
  return kind === 'message' ? found.slice(0, 1) : found;
}

const standsAtStart = (program: Program, tokens: readonly Token[]): boolean =>
  tokens.some(({ process, element }) => process === program.main && indexOf(program, process).nodes.get(element)?.kind === 'startEvent');
