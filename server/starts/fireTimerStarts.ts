import { hashText } from '../../engine/canonical.ts';
import { nextFiring, timerWait } from '../../engine/interpreter/triggers.ts';
import { currentCalendar } from '../calendars/currentCalendar.ts';
import { acceptCase } from '../cases/acceptCase.ts';
import { beginOf } from '../catalog/inForce.ts';
import { offeredMatters, type Matter } from '../matters/findMatter.ts';
import { inTransaction, type Orm } from '../orm.ts';
import { platform } from '../outbox/platform.ts';
import type { CaseServices } from '../outbox/services.ts';
import { inForceSince } from './inForceSince.ts';
import { TimerStart } from './TimerStart.ts';

/**
 * Keeps a row for each timer start event of the matters on offer, and starts a case for each that is due at `now`. The
 * command id is made from matter, version, event and due time, so that a firing happens once whoever dies in between.
 * Returns the numbers of the cases started.
 */
export async function fireTimerStarts(services: CaseServices, now: string): Promise<string[]> {
  const { orm, log } = services.outbox;
  await follow(orm, now);
  const due = await orm.em.fork().find(TimerStart, { nextAt: { $lte: now } }, { orderBy: { nextAt: 'asc' } });
  const started: string[] = [];
  for (const start of due) {
    const commandId = hashText(`${start.key}/${start.version}/${start.node}/${start.nextAt}`).slice(0, 32);
    try {
      const application = { matter: start.key, situations: {}, form: {}, materials: [], startNode: start.node };
      started.push(await acceptCase(services, application, { commandId, actor: platform, now, language: 'zh-CN' }));
    } catch (error) {
      // A form that asks for something cannot be filled by a clock: said once a firing, and the next one is tried.
      log.error({ matter: start.key, node: start.node, code: (error as { code?: string }).code ?? 'INTERNAL' }, 'a timer could not start its case');
    }
    await inTransaction(orm, async (em) => advance(await em.findOneOrFail(TimerStart, { key: start.key, node: start.node })));
  }
  return started;
}

type Firing = Pick<TimerStart, 'nextAt' | 'every' | 'left'>;

function advance(row: Firing): void {
  const next = row.nextAt === null || row.nextAt === undefined ? null : nextFiring({ kind: 'timer', due: row.nextAt, ...(row.every ? { every: row.every, left: row.left ?? null } : {}) });
  row.nextAt = next?.due ?? null;
  row.left = next?.left ?? null;
}

/** What would have fired while another version, or none, started new cases is left out, and counts as one of a cycle's firings. */
function skipUntil(row: Firing, since: string): void {
  while (row.nextAt != null && row.nextAt < since) advance(row);
}

/** A version begins to count at its publication, or as the day begins on which it takes effect; what an older one still had to fire is gone with it, and what fell due before it came into force is not its own. */
async function follow(orm: Orm, now: string): Promise<void> {
  await inTransaction(orm, async (em) => {
    const calendar = await currentCalendar(em);
    const rows = await em.find(TimerStart, {});
    const wanted = (await offeredMatters(em, now)).flatMap((version) => timersOf(version).map((node) => ({ version, node })));
    for (const row of rows) if (!wanted.some(({ version, node }) => version.key === row.key && node.id === row.node)) em.remove(row);
    for (const { version, node } of wanted) {
      const row = rows.find((one) => one.key === version.key && one.node === node.id);
      if (row?.version === version.version) {
        // What is not due yet is not late either: nobody has to look since when the version is in force.
        if (row.nextAt != null && row.nextAt <= now) skipUntil(row, await inForceSince(em, version));
        continue;
      }
      const first = timerWait(node.trigger.form, node.trigger.text, beginOf(version), calendar);
      const state: Firing & { version: number } = { version: version.version, nextAt: first.due, every: first.every ?? null, left: first.left ?? null };
      skipUntil(state, await inForceSince(em, version));
      if (row) em.assign(row, state);
      else em.create(TimerStart, { key: version.key, node: node.id, ...state });
    }
  });
}

function timersOf(version: Matter) {
  const program = version.verified();
  return (program.processes[program.main]?.nodes ?? []).flatMap((node) =>
    node.kind === 'startEvent' && node.scope === program.main && node.trigger.kind === 'timer' ? [{ id: node.id, trigger: node.trigger }] : [],
  );
}
