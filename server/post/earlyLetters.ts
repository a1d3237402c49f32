import type { FilterQuery } from '@mikro-orm/core';
import { hashText } from '../../engine/canonical.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import { type Heard, hears } from '../../engine/subscriptions.ts';
import type { Value, Variables } from '../../engine/value.ts';
import { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import { writeCommand } from '../outbox/writeCommand.ts';
import { fromText, toText } from '../readModel/json.ts';
import type { Receiver } from './deliverLetter.ts';
import { LetterRow } from './LetterRow.ts';

/** How long a message that a case throws is kept for whoever waits for it first, when nobody does yet (BPMN 2.0 leaves it open). */
export const KEPT_FOR = 'P1D';

/** Most kept messages that are read at a time. */
const most = 100;

/** Id of the command by which one receiver is told of a letter: the same whenever and by whomever it is written. */
export const letterCommand = (letter: string, receiver: string): string => hashText(`letter ${letter} ${receiver}`).slice(0, 32);

/** Gives a case that has come to wait what was sent before, the oldest first, one message for each wait. */
export async function takeEarly(em: EntityManager, { caseNumber, world, now }: { readonly caseNumber: string; readonly world: string; readonly now: string }, waits: NonNullable<Snapshot['subscriptions']>): Promise<void> {
  const open = waits.filter(({ kind }) => kind === 'message');
  for (let passed = 0; open.length > 0; ) {
    const heard = await em.find(
      LetterRow,
      { world, kind: 'message', keptUntil: { $gt: now }, $and: [{ $or: wanted(open) }, { $or: [{ sender: null }, { sender: { $ne: caseNumber } }] }] },
      { orderBy: { sentAt: 'asc', id: 'asc' }, limit: most, offset: passed },
    );
    let given = 0;
    for (const row of heard) {
      const place = open.findIndex((wait) => hears(wait, heardOf(row, now)));
      if (place < 0) continue;
      if ((await giveTo(em, row, caseNumber)).some((receiver) => receiver.caseNumber === caseNumber)) open.splice(place, 1);
      given += 1;
    }
    // Fewer than were asked for: there are no others. Those given away are found no more, those for others are passed over.
    if (heard.length < most) return;
    passed += heard.length - given;
  }
}

/** A kept message as it is told now. */
export const heardOf = ({ kind, name, key, variables }: LetterRow, now: string): Heard => ({ kind, name, key: key == null ? undefined : fromText<Value>(key), variables: fromText<Variables>(variables ?? '{}'), now });

/** What `hears` says, to the database: it chooses by the key; what a message contains is looked at by `hears` alone. */
function wanted(waits: NonNullable<Snapshot['subscriptions']>): FilterQuery<LetterRow>[] {
  return [...Map.groupBy(waits, ({ name }) => name)].map(([name, sameName]) => {
    const keys = sameName.flatMap(({ key }) => (key === undefined ? [] : [toText(key)]));
    return keys.length < sameName.length ? { name } : { name, $or: [{ key: null }, { key: { $in: [...new Set(keys)] } }] };
  });
}

/** The letter is this case's from now on, and nobody else's. @returns who has it: somebody else where another process was quicker */
export async function giveTo(em: EntityManager, row: LetterRow, caseNumber: string): Promise<readonly Receiver[]> {
  const receiver = { caseNumber, commandId: letterCommand(row.id, caseNumber), started: false };
  // Another process may give it away at the same instant: one of both finds it taken.
  const mine = row.keptUntil == null ? 0 : await em.nativeUpdate(LetterRow, { id: row.id, keptUntil: { $ne: null } }, { keptUntil: null, receivers: toText([receiver]) });
  if (mine === 0) return fromText<Receiver[]>((await em.findOneOrFail(LetterRow, { id: row.id }, { refresh: true })).receivers);
  const { virtualNow } = await em.findOneOrFail(Case, { caseNumber });
  // Should something else have met the wait meanwhile, the case itself keeps it for its next one.
  const keepFor = `PT${Math.max(1, Math.ceil((Date.parse(row.keptUntil!) - Date.parse(virtualNow ?? row.sentAt)) / 1_000))}S`;
  const event = { type: 'message' as const, name: row.name, variables: fromText<Variables>(row.variables ?? '{}'), keepFor, ...(row.key != null && { key: fromText<Value>(row.key) }) };
  await writeCommand(em, { commandId: receiver.commandId, caseNumber, now: new Date().toISOString(), holder: null }, { user: row.sentBy, role: 'system' }, event);
  return [receiver];
}
