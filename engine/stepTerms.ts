import { attribute, type Drawn, listAttribute, numberAttribute } from './drawn.ts';
import type { Limit, LimitUnit, MatterTerms, Opinion, StepRole, StepTerms } from './program.ts';

const UNITS: readonly string[] = ['workingDay', 'calendarDay', 'workingHour', 'minute'] satisfies LimitUnit[];

/** Reads what the platform needs to know of a step from its `gov:` attributes; undefined when there is none. */
export function readStepTerms(drawn: Drawn): StepTerms | undefined {
  const text = (name: string) => attribute(drawn, `gov:${name}`);
  const limit = readLimit(drawn);
  const materials = listAttribute(drawn, 'gov:materials');
  const opinions = listAttribute(drawn, 'gov:opinions') as Opinion[] | undefined;
  const terms: { -readonly [K in keyof StepTerms]: StepTerms[K] | undefined } = {
    department: text('department'),
    role: text('role') as StepRole | undefined,
    limit,
    clock: text('clock') as StepTerms['clock'],
    clockBasis: text('clockBasis'),
    ladder: text('ladder'),
    item: text('item'),
    form: text('form'),
    materials,
    opinions,
    onDisagree: text('onDisagree') as StepTerms['onDisagree'],
    stage: text('stage'),
    document: text('document'),
    safety: text('safety') === 'true' ? true : undefined,
  };
  return defined(terms);
}

/** Reads a matter's promise from the process. */
export function readMatterTerms(process: Drawn): MatterTerms | undefined {
  return defined({
    registerCode: attribute(process, 'gov:registerCode'),
    leadDepartment: attribute(process, 'gov:leadDepartment'),
    limit: readLimit(process),
    planDocument: attribute(process, 'gov:planDocument'),
    inputs: listAttribute(process, 'gov:inputs'),
    items: listAttribute(process, 'gov:items'),
  });
}

/** A limit is drawn with four attributes; an amount that is no positive number is left out and reported by the rule. */
export function readLimit(drawn: Drawn): Limit | undefined {
  const amount = numberAttribute(drawn, 'gov:limitAmount');
  if (amount === undefined || amount <= 0) return undefined;
  const unit = attribute(drawn, 'gov:limitUnit') ?? 'workingDay';
  const basis = attribute(drawn, 'gov:limitBasis');
  return {
    amount,
    unit: (UNITS.includes(unit) ? unit : 'workingDay') as LimitUnit,
    kind: attribute(drawn, 'gov:limitKind') === 'statutory' ? 'statutory' : 'promised',
    ...(basis ? { basis } : {}),
    ...(attribute(drawn, 'gov:limitFrom') === 'acceptance' ? { from: 'acceptance' as const } : {}),
  };
}

function defined<T extends object>(terms: { [K in keyof T]: T[K] | undefined }): T | undefined {
  const entries = Object.entries(terms).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? (Object.fromEntries(entries) as T) : undefined;
}
