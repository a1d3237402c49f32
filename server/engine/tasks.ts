import { z } from 'zod';
import { fromText } from '../readModel/json.ts';
import type { WorkItem } from '../tasks/WorkItem.ts';

export const taskShape = z.object({
  id: z.string(),
  instance: z.string().describe('The process instance'),
  process: z.string(),
  element: z.string(),
  name: z.string(),
  claimedBy: z.string().nullable(),
  openedAt: z.string(),
  opinions: z.array(z.string()).describe('Opinions it must be answered with; empty for a plain completion'),
  variables: z.record(z.string(), z.json()).describe('Values of its own: loop item and mapped inputs'),
});

/** An open user task as the engine's API shows it. */
export const describeTask = (item: WorkItem): z.input<typeof taskShape> => ({
  id: item.id,
  instance: item.caseNumber,
  process: item.process,
  element: item.element,
  name: item.name,
  claimedBy: item.claimedBy ?? null,
  openedAt: item.openedAt,
  opinions: fromText<string[]>(item.opinions),
  variables: fromText<Record<string, never>>(item.variables),
});
