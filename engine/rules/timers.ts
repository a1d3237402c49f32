import type { Node } from '../elements/index.ts';
import type { Trigger } from '../elements/trigger.ts';
import { addDuration, parseCycle, parseDateTime } from '../clock/iso8601.ts';
import { type Problem, problem } from '../problem.ts';
import type { Profile } from '../program.ts';
import { isNonNegativeInteger } from '../value.ts';
import { BOTH, flaw, type Rule } from './rule.ts';

/** Some instant to count from: only how long a text is matters here. */
const EPOCH = '2024-01-01T00:00:00.000Z';
const MOST_REPEATS = 100;
const FARTHEST = '2034-01-01T00:00:00.000Z';

/** A timer's text can be read, and neither rings without end nor lies beyond ten years (B-30, T-09). */
export const timers: Rule = {
  id: 'timers',
  profiles: BOTH,
  check: (process, { profile }) => process.nodes.flatMap((node) => ('trigger' in node && node.trigger.kind === 'timer' ? checkTimer(node, node.trigger, profile) : [])),
};

function checkTimer({ id }: Node, { form, text, feel }: Extract<Trigger, { kind: 'timer' }>, profile: Profile): Problem[] {
  if (text === '') return [problem(id, 'TIMER_MISSING')];
  if (feel) return [];
  try {
    if (form === 'workingDays' && !isNonNegativeInteger(Number(text))) return [problem(id, 'TIMER_INVALID', { text })];
    if (form === 'date') parseDateTime(text);
    if (form === 'duration') return tooFar(id, addDuration(EPOCH, text), text, profile);
    return form === 'cycle' ? checkCycle(id, text, profile) : [];
  } catch {
    return [problem(id, 'TIMER_INVALID', { text })];
  }
}

function checkCycle(id: string, text: string, profile: Profile): Problem[] {
  const { every, repetitions } = parseCycle(text);
  const tooOften = addDuration(EPOCH, every) < addDuration(EPOCH, 'PT1M') || repetitions === null || repetitions > MOST_REPEATS;
  return [...(tooOften ? [flaw(profile, id, 'TIMER_TOO_OFTEN', { text, most: MOST_REPEATS })] : []), ...tooFar(id, addDuration(EPOCH, every), text, profile)];
}

const tooFar = (id: string, at: string, text: string, profile: Profile): Problem[] => (at > FARTHEST ? [flaw(profile, id, 'TIMER_TOO_FAR', { text })] : []);
