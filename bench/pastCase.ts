import { addMilliseconds, DAY_MS, later } from '../engine/clock/civil.ts';
import { DomainError } from '../engine/errors.ts';
import type { StepFormFile } from '../engine/forms/model.ts';
import { fieldsOfStep } from '../engine/forms/stepRights.ts';
import { nextDue } from '../engine/interpreter/dueTimes.ts';
import type { OpenedEntry } from '../engine/log.ts';
import { Play, type Stage } from '../engine/scenario/play.ts';
import type { Instant, Value } from '../engine/value.ts';
import type { Random } from '../scripts/chaos/random.ts';
import { type FillableForm, fillForm, type FormField } from '../server/client/fillForm.ts';

/** Acts after which a case that has not ended is given up. */
const MOST_ACTS = 300;

/**
 * A finished case of a matter as the core makes it: questions answered by chance, forms with their samples, opinions mostly
 * agreeing, steps done in any order and days apart.
 * @returns null for one that came to no end
 */
export function pastCase(stage: Stage, now: Instant, random: Random): Play | null {
  try {
    const play = begun(stage, now, random);
    for (let acts = 0; acts < MOST_ACTS && play.state.status === 'running'; acts += 1) {
      const open = openItems(play);
      const due = nextDue(stage.program, play.state);
      if (open.length === 0 && due === null) return null;
      if (open.length === 0) play.act({ advance: later(due!, play.state.now) });
      else if (random.next() < 0.2) play.act({ advance: addMilliseconds(play.state.now, Math.round(random.next() * DAY_MS)) });
      else play.act(done(stage, play, random.pick(open), random));
    }
    return play.state.status === 'running' ? null : play;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function begun(stage: Stage, now: Instant, random: Random): Play {
  const form = stage.form!;
  const today = now.slice(0, 10);
  const samples = fillForm({ sections: [{ fields: form.situations as readonly FormField[] }] }, {}, today);
  const turned = Object.fromEntries(form.situations.flatMap(({ name, type, options = [] }): [string, unknown][] => {
    if (type === 'yesNo' && random.next() < 0.3) return [[name, samples[name] !== true]];
    return type === 'multi' && random.next() < 0.5 ? [[name, options.map(({ value }) => value).filter(() => random.next() < 0.9)]] : [];
  }));
  const numbers = Object.fromEntries(form.form.sections.flatMap(({ fields }) => fields.flatMap(({ name, type, sample }) => (type === 'number' && typeof sample === 'number' && random.next() < 0.5 ? [[name, sample + 1]] : []))));
  return new Play(stage, { now, situations: { ...samples, ...turned }, form: fillForm(form.form as FillableForm, samples, today, numbers) });
}

const openItems = ({ state, happened }: Play): OpenedEntry[] =>
  happened.flatMap(({ entry }) => (entry.type === 'opened' && state.instances[entry.instance]?.waits?.some(({ on }) => on.kind === 'work') ? [entry] : []));

function done({ program, form: matter, stepForms }: Stage, { state }: Play, { element, process, form, department, opinions, variables }: OpenedEntry, random: Random) {
  const root = Object.values(state.instances).find(({ parent }) => parent === null)?.variables ?? {};
  const fields = fieldsOfStep(form === null ? undefined : (stepForms?.get(form) as StepFormFile | undefined), process === program.main ? matter : null, element);
  const filled = fillForm(fields as unknown as FillableForm, { ...root, ...variables }, state.now.slice(0, 10)) as Record<string, Value>;
  const opinion = random.next() < 0.1 ? random.pick(opinions) : opinions[0];
  return { complete: element, by: department === null ? 'clerk1' : `${department}-1`, variables: filled, ...(opinion === undefined ? {} : { opinion }) };
}
