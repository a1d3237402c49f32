import { fireEngineTimers } from '../engine/fireTimers.ts';
import { repeat, type Chore } from '../outbox/run.ts';
import type { CaseServices } from '../outbox/services.ts';
import { lead, stepDown } from '../reconciler/lead.ts';
import { fireTimerStarts } from './fireTimerStarts.ts';

const name = 'timer-starts';

/** Time between two looks, milliseconds. */
const restMs = 2_000;

/** Starts the cases that a time starts, until stopped; any number of processes may run it, one acts. */
export function runTimerStarts(services: CaseServices): Chore {
  const { outbox } = services;
  const chore = repeat(restMs, outbox, async () => {
    if (!(await lead(outbox.orm, name, outbox.holder, outbox.now()))) return 0;
    await fireTimerStarts(services, outbox.now());
    return fireEngineTimers(services, outbox.now());
  });
  return {
    async stop() {
      await chore.stop();
      await stepDown(outbox.orm, name, outbox.holder);
    },
  };
}
