import type { Snapshot } from '../../engine/snapshot.ts';
import type { Case } from '../cases/Case.ts';
import type { EntityManager } from '../orm.ts';
import { toText } from '../readModel/json.ts';
import { takeEarly } from './earlyLetters.ts';
import { SubscriptionRow } from './Subscription.ts';
import { worldOf } from './world.ts';

/** Brings the index of who waits for what up to a case's newest snapshot. Costs nothing for a case that waits for nobody. */
export async function keepSubscriptions(em: EntityManager, found: Case, { now, subscriptions = [] }: Snapshot): Promise<void> {
  const { caseNumber } = found;
  if (found.waits > 0) await em.nativeDelete(SubscriptionRow, { caseNumber });
  found.waits = subscriptions.length;
  const world = worldOf(found);
  subscriptions.forEach(({ kind, name, key, content = null, element, instance }, position) =>
    em.create(SubscriptionRow, { caseNumber, position, world, kind, name, key: key === undefined ? null : toText(key), content, element, instance }),
  );
  await takeEarly(em, { caseNumber, world, now }, subscriptions);
}
