import { z } from 'zod';
import type { Ladder } from '../../engine/clock/ladder.ts';

const rung = z.strictObject({
  level: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  signal: z.enum(['blue', 'yellowLight', 'yellowCard', 'redCard', 'supervisionOrder', 'circular']),
  offset: z.union([z.literal('half'), z.strictObject({ workingDays: z.int().min(-60).max(60), relativeTo: z.literal('due') })]),
  halfUpToDays: z.number().positive().exactOptional(),
  at: z.enum(['dayStart', 'dayEnd']),
  document: z.string().min(1).exactOptional(),
  to: z.array(z.enum(['handler', 'sectionChief', 'deputyHead', 'leadDepartment', 'supervisor', 'cityOffice', 'taskForce'])).min(1),
  answerWithinWorkingDays: z.int().min(1).max(60).exactOptional(),
});

/** A ladder file. Levels are named once, and the rungs stand from the mildest to the hardest. */
export const ladderSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9-]{0,39}$/),
  name: z.string().min(1).max(80),
  rungs: z
    .array(rung)
    .min(1)
    .max(20)
    .refine((rungs) => new Set(rungs.map(({ level }) => level)).size === rungs.length, 'a level stands twice')
    .refine((rungs) => rungs.every((each, index) => index === 0 || days(rungs[index - 1]) <= days(each)), 'rungs are out of order'),
}) satisfies z.ZodType<Ladder>;

function days(each: z.infer<typeof rung> | undefined): number {
  return each === undefined || each.offset === 'half' ? Number.NEGATIVE_INFINITY : each.offset.workingDays;
}
