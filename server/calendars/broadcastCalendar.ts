import { hashText } from '../../engine/canonical.ts';
import type { Calendar } from '../../engine/clock/calendar.ts';
import { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import { writeCommand } from '../outbox/writeCommand.ts';

/** Nobody: the outbox takes such a command as soon as its first lease ends. */
const nobody = 'broadcast';

/**
 * Writes a `calendar` event for every open case into the outbox, in the transaction that changed the calendar: each case
 * derives its clocks anew and logs the dates that moved. Sending the same version again changes nothing. Returns how
 * many cases there are.
 */
export async function broadcastCalendar(em: EntityManager, user: string, now: string, calendar: Calendar): Promise<number> {
  const open = await em.find(Case, { status: { $in: ['starting', 'running'] } }, { fields: ['caseNumber'], orderBy: { caseNumber: 'asc' } });
  for (const { caseNumber } of open) {
    const commandId = hashText(`calendar ${calendar.version} ${caseNumber}`).slice(0, 32);
    await writeCommand(em, { commandId, caseNumber, now, holder: nobody }, { user, role: 'administrator' }, { type: 'calendar', calendar });
  }
  await em.flush();
  return open.length;
}
