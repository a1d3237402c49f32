import { hashText } from '../../../engine/canonical.ts';
import type { Context } from '../../http/context.ts';
import { askCase } from '../../outbox/askCase.ts';
import { platform } from '../../outbox/platform.ts';
import { deadSince } from '../backgroundRun.ts';
import type { ScenarioRun } from './ScenarioRun.ts';

/** What a run left behind. */
interface Left {
  readonly id: string;
  readonly caseNumber: string;
  readonly state: ScenarioRun['state'];
}

/**
 * Ends the cases that are open though their replay goes no longer: played to the last step of a scenario that leaves its
 * case there, stopped, failed, or left by a process that died. What the case has recorded stays. Any number of processes
 * may do it, again and again.
 */
export async function endReplayed(context: Context): Promise<void> {
  const left = await context.orm.em.fork().execute<Left[]>(
    `select r.id, r.case_number as "caseNumber", r.state from scenario_runs r join cases c on c.case_number = r.case_number
     where c.status in ('starting', 'running') and (r.state <> 'running' or r.seen_at < ?)`,
    [deadSince(context.now())],
  );
  for (const { id, caseNumber, state } of left) {
    const call = { context, now: context.now(), commandId: hashText(`end ${id}`).slice(0, 32) };
    await askCase(call, { caseNumber, actor: platform, event: { type: 'cancel', reason: state === 'done' ? '场景重放到此为止' : '场景重放没有走完' } }).catch((refused: unknown) => context.log.warn({ replay: id, err: refused }, 'the case of a replay that goes no longer goes on'));
  }
}
