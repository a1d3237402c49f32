import { type Trigger, triggersIn } from '../elements/trigger.ts';
import { MOST_REPEATS, ringsTooOften } from '../clock/cycleLimits.ts';
import { addDuration, parseCycle, parseDateTime } from '../clock/iso8601.ts';
import { constantOf } from '../expressions/constant.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { type Problem, problem } from '../problem.ts';
import type { Profile } from '../program.ts';
import { isNonNegativeInteger } from '../value.ts';
import { BOTH, flaw, type Rule } from './rule.ts';
import { wayTo } from './wayTo.ts';

/** Some instant to count from: only how long a text is matters here. */
const EPOCH = '2024-01-01T00:00:00.000Z';
const FARTHEST = '2034-01-01T00:00:00.000Z';

/** A timer's text can be read, and neither rings without end nor lies beyond ten years (B-30, T-09). FEEL is looked at where it is the same in every case. */
export const timers: Rule = {
  id: 'timers',
  profiles: BOTH,
  check(process, program) {
    const index = indexOf(program, process.key);
    return process.nodes.flatMap((node) => {
      if (!('trigger' in node)) return [];
      const path = (): string => wayTo(index, node.id).join(' ');
      return triggersIn(node.trigger).flatMap((trigger) => (trigger.kind === 'timer' ? checkTimer(node.id, trigger, program.profile, path) : []));
    });
  },
};

/** Five to seven fields of a cron expression, or one of its short names. */
const CRON = /^(?:@\w+|(?:[\d*?][\w*/,?#-]*\s+){4,6}[\w*/,?#-]+)$/;

function checkTimer(id: string, { form, text: drawn, feel }: Extract<Trigger, { kind: 'timer' }>, profile: Profile, path: () => string): Problem[] {
  if (drawn === '') return [problem(id, 'TIMER_MISSING')];
  const text = feel ? constantOf(drawn) : drawn;
  if (typeof text !== 'string') return [];
  if (form === 'cycle' && CRON.test(text)) return [problem(id, 'TIMER_CRON', { text })];
  try {
    if (form === 'workingDays' && !isNonNegativeInteger(Number(text))) return [problem(id, 'TIMER_INVALID', { text })];
    if (form === 'date') parseDateTime(text);
    if (form === 'duration') return tooFar(id, addDuration(EPOCH, text), text, profile);
    return form === 'cycle' ? checkCycle(id, text, profile, path) : [];
  } catch {
    return [problem(id, 'TIMER_INVALID', { text })];
  }
}

function checkCycle(id: string, text: string, profile: Profile, path: () => string): Problem[] {
  const tooOften = ringsTooOften(text) ? [flaw(profile, id, 'TIMER_TOO_OFTEN', { text, most: MOST_REPEATS, path: path() })] : [];
  return [...tooOften, ...tooFar(id, addDuration(EPOCH, parseCycle(text).every), text, profile)];
}

const tooFar = (id: string, at: string, text: string, profile: Profile): Problem[] => (at > FARTHEST ? [flaw(profile, id, 'TIMER_TOO_FAR', { text })] : []);
