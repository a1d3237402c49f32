import type { Event } from '../event.ts';
import { isFreeText, sampleValue } from '../forms/sampleValue.ts';
import type { Field, MatterForm } from '../forms/matterForm.ts';
import type { StepFormFile } from '../forms/model.ts';
import { fieldsOfStep } from '../forms/stepRights.ts';
import type { StepValueForm } from '../forms/stepValues.ts';
import { indexOf } from '../interpreter/programIndex.ts';
import { step } from '../interpreter/step.ts';
import type { Program } from '../program.ts';
import type { Instance, State } from '../state.ts';
import type { Value, Variables } from '../value.ts';
import type { Stage } from './play.ts';
import { isCommitment } from './recorded.ts';
import type { Scenario, ScenarioStart, ScenarioStep } from './scenario.ts';
import { TalkWithDepartments } from './talk.ts';

/** What stands for words that somebody wrote. */
const OMITTED = '（略）';

/**
 * A scenario that goes the way a past case went, without anything personal: fields marked personal become samples, words
 * that somebody wrote are dropped, officers become their departments. Dates, choices, numbers and opinions stay: they
 * decide the way. Events that no scenario has (an instance added or taken out, a token moved by hand, a new calendar)
 * are left out.
 * @param events the case's own, in order, personal values as commitments
 */
export function scenarioOfCase(program: Program, stage: Pick<Stage, 'form' | 'stepForms'>, events: readonly Event[], title: Scenario['title']): Scenario {
  const [first, ...others] = events;
  if (first?.type !== 'start') throw new Error('Expected a case that begins with its start');
  const fieldOf = fieldsOf(program, stage);
  const begun = step(program, null, first);
  let state: State = begun.state;
  let at = first.now;
  const turns: ScenarioStep[][] = [[]];
  const talk = new TalkWithDepartments();
  talk.ask(begun.commands, 0);
  for (const event of others) {
    const after = step(program, state, event);
    if (event.type === 'job') {
      talk.hear(event, turns.length - 1);
    } else {
      const act = event.type === 'tick' ? null : actOf(event, state, fieldOf);
      // What departments are asked because the time has come is told before the clock moves there.
      const asks = event.type === 'tick' && after.commands.some(({ type }) => type === 'job');
      const moves = event.now > at && (act !== null || asks || event.actor.user !== 'platform');
      if (moves) at = event.now;
      if (act !== null || moves) turns.push([...(moves ? [{ advance: at }] : []), ...(act === null ? [] : [act])]);
    }
    talk.ask(after.commands, turns.length - 1);
    state = after.state;
  }
  if (state.now > at) turns.push([{ advance: state.now }]);
  const standing = new Map<string, string>();
  const [, ...acts] = turns;
  const departments = talk.toldBefore(0, standing);
  const steps = acts.flatMap((turn, index) => {
    const before = talk.toldBefore(index + 1, standing).map((standin) => ({ standin }));
    return [...before, ...turn, ...talk.answersIn(index + 1, standing).map((standin) => ({ standin }))];
  });
  return { title, start: { ...startOf(first, stage.form, fieldOf), ...(departments.length > 0 ? { departments } : {}) }, steps };
}

function startOf(start: Extract<Event, { type: 'start' }>, form: MatterForm | null, fieldOf: FieldOf): ScenarioStart {
  if (form === null) return { now: start.now, situations: {}, form: withoutWords(start.variables, () => undefined) };
  const answers = (fields: readonly Field[]): Record<string, Value> =>
    Object.fromEntries(fields.filter(({ name }) => given(start.variables[name])).map((field) => [field.name, kept(fieldOf(field.name) ?? field, start.variables[field.name]!)]));
  return { now: start.now, situations: answers(form.situations), form: answers(form.form.sections.flatMap(({ fields }) => fields)) };
}

/** What was not asked for stands as nothing or an empty list, which the window would refuse; or as no, which it passes over. */
const given = (value: Value | undefined): boolean => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

const kept = (field: Field, value: Value): Value => (field.personal || isFreeText(field) || isCommitment(value) ? sampleValue(field) : value);

function actOf(event: Event, state: State, fieldOf: FieldOf): ScenarioStep | null {
  const of = (instance: number | undefined) => state.instances[instance ?? -1];
  const by = (instance: number): Pick<ScenarioStep, 'by'> => ({ by: `${of(instance)?.task?.department ?? event.actor.department ?? 'serviceCentre'}-1` });
  const values = (variables: Variables | undefined, at?: Instance): Pick<ScenarioStep, 'variables'> => (variables === undefined ? {} : { variables: withoutWords(variables, (name) => fieldOf(name, at)) });
  switch (event.type) {
    case 'complete':
      return { complete: of(event.instance)?.node ?? '', ...by(event.instance), ...(event.opinion ? { opinion: event.opinion } : {}), ...(event.comment ? { comment: OMITTED } : {}), ...values(event.variables, of(event.instance)) };
    case 'message':
      return { message: { name: event.name, ...(typeof event.key === 'number' ? { key: event.key } : {}) }, ...values(event.variables) };
    case 'signal':
      return { signal: event.name, ...values(event.variables) };
    case 'variables':
      return { ...values(event.variables) };
    case 'incident': {
      const incident = state.incidents[event.incident];
      const element = of(incident?.instance)?.node;
      return element == null || event.action === 'move' ? null : { settle: { element, how: event.action }, ...values(event.variables) };
    }
    case 'activate':
      return { activate: event.node };
    case 'answerCard':
      return { answerCard: state.cards[event.card]?.level ?? '', by: `${event.actor.department ?? 'serviceCentre'}-chief`, answer: OMITTED };
    case 'cancel':
      return { withdraw: OMITTED };
    case 'procedure': {
      const element = of(event.instance)?.node;
      if (event.procedure === 'requestCorrection' && element != null) return { correct: { element, items: (event.items ?? []).map(() => OMITTED), reason: OMITTED }, ...by(event.instance!) };
      if (event.procedure === 'supplyCorrection' && element != null) return { supply: element };
      if (event.procedure === 'startSpecialProcedure') return { special: { action: 'start', reason: OMITTED, basis: OMITTED } };
      return event.procedure === 'finishSpecialProcedure' ? { special: { action: 'finish', reason: OMITTED } } : null;
    }
    default:
      return null;
  }
}

/** Values without words that somebody may have written: fields keep what they offer, all else keeps numbers, dates and yes or no. */
function withoutWords(variables: Variables, fieldOf: (name: string) => Field | undefined): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      const field = fieldOf(name);
      if (field) return [name, value === null ? null : kept(field, value)];
      return [name, wordless(value)];
    }),
  );
}

const date = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/;

function wordless(value: Value): Value {
  if (typeof value === 'string') return date.test(value) ? value : OMITTED;
  if (Array.isArray(value)) return value.map((one: Value) => wordless(one));
  if (typeof value === 'object' && value !== null) return isCommitment(value) ? OMITTED : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, wordless(one as Value)]));
  return value;
}

/** The field whose value is kept under a name, as the step at which it was given has it; undefined where no form has one. */
type FieldOf = (name: string, at?: Instance) => Field | undefined;

/** What stands in the step's own form, or what of the matter's form it corrects, comes before a field of another form; what one of them calls personal is personal in all. */
function fieldsOf(program: Program, { form, stepForms }: Pick<Stage, 'form' | 'stepForms'>): FieldOf {
  const inside = (sections: StepValueForm['sections'] = []): readonly Field[] => sections.flatMap(({ fields }) => fields);
  const all = [...[...(stepForms?.values() ?? [])].flatMap(({ sections }) => inside(sections)), ...(form?.situations ?? []), ...inside(form?.form.sections)];
  const known = new Map(all.map((field) => [field.name, field]));
  const personal = new Set(all.filter((field) => field.personal).map(({ name }) => name));
  const ofStep = ({ process, node: id }: Instance): readonly Field[] => {
    const node = indexOf(program, process).nodes.get(id ?? '');
    const stepForm = node && 'step' in node ? stepForms?.get(node.step?.form ?? '') : undefined;
    return inside(fieldsOfStep(stepForm as StepFormFile | undefined, process === program.main ? form : null, id ?? '').sections);
  };
  return (name, at) => {
    const field = (at && ofStep(at).find((each) => each.name === name)) ?? known.get(name);
    return field && personal.has(name) ? { ...field, personal: true } : field;
  };
}
