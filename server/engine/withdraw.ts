import { hashText } from '../../engine/canonical.ts';
import { DomainError } from '../../engine/errors.ts';
import { Case } from '../cases/Case.ts';
import type { Call } from '../http/route.ts';
import { actorOf, callerOf } from '../identity/signedIn.ts';
import { inTransaction } from '../orm.ts';
import { askCase } from '../outbox/askCase.ts';
import { ofDeployment } from './access.ts';
import { EngineDeployment } from './EngineDeployment.ts';
import { EngineProcess } from './EngineProcess.ts';
import { EngineTimer } from './EngineTimer.ts';

/**
 * Takes a deployment out of use: nothing of it starts any more, and the version before is the newest again. Its
 * instances and what they did are kept.
 * @param cancel ends the instances that still run; without it they keep the deployment in use
 * @throws DomainError DEPLOYMENT_IN_USE
 */
export async function withdraw(call: Pick<Call, 'commandId' | 'context' | 'now' | 'caller'>, deployment: EngineDeployment, cancel: boolean): Promise<void> {
  const { orm } = call.context;
  // First of all nothing new begins; then what runs is ended.
  if (cancel) await leaveUse();
  const open = await orm.em.fork().find(Case, { $and: [await ofDeployment(orm.em.fork() as never, deployment.id), { status: { $in: ['starting', 'running'] } }] });
  if (open.length > 0 && !cancel) throw new DomainError('DEPLOYMENT_IN_USE', { instances: open.map(({ caseNumber }) => caseNumber) });
  for (const { caseNumber } of open) {
    const commandId = hashText(`${call.commandId} ${caseNumber}`).slice(0, 32);
    await askCase({ ...call, commandId }, { caseNumber, actor: actorOf(call, 'administrator'), event: { type: 'cancel', reason: 'deployment withdrawn' } }).catch((error: unknown) => {
      if (!(error instanceof DomainError && error.code === 'CASE_CLOSED')) throw error;
    });
  }
  if (!cancel) await leaveUse();

  async function leaveUse(): Promise<void> {
    await inTransaction(orm, async (em) => {
      const { id, world } = deployment;
      await em.nativeUpdate(EngineDeployment, { id, withdrawnAt: null }, { withdrawnAt: call.now, withdrawnBy: callerOf(call).user });
      await em.nativeDelete(EngineTimer, { deployment: id });
      const current = await em.find(EngineProcess, { deployment: id, current: true });
      for (const process of current) {
        process.current = false;
        const withdrawn = (await em.find(EngineDeployment, { withdrawnAt: { $ne: null } }, { fields: ['id'] })).map((one) => one.id);
        const [before] = await em.find(EngineProcess, { key: process.key, world, version: { $lt: process.version }, deployment: { $nin: [...withdrawn, id] } }, { orderBy: { version: 'desc' }, limit: 1 });
        if (before) before.current = true;
      }
    });
  }
}
