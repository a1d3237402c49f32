import { FeelDate, FeelDateTime, FeelDuration, FeelTime, dateAndTime, isFunction, isRange } from 'feelin';
import type { DecisionModel, DecisionProgram, ItemType } from './model.ts';

/** Whether a value meets unary tests. */
export type Meets = (tests: string, value: unknown) => boolean;

/** Stands for a value that fits no type: null itself fits every type. */
export const MISFIT: unique symbol = Symbol('misfit');

/**
 * A value made to conform to a named type (DMN 1.5, 10.3.2.9.4): a list of one stands for its entry and an entry for a list
 * of one, a date for its midnight. MISFIT where it does not conform.
 */
export function conformed(value: unknown, type: string, model: DecisionModel, program: DecisionProgram, meets: Meets): unknown {
  if (value === null || value === undefined) return null;
  const own = model.types[type];
  if (own) return conformedTo(value, own, model, program, meets);
  const dot = type.indexOf('.');
  const imported = dot > 0 ? program.models[model.imports[type.slice(0, dot)] ?? ''] : undefined;
  if (imported) return conformed(value, type.slice(dot + 1), imported, program, meets);
  return builtIn(value, type);
}

/** The unary tests that a named type puts on its values; undefined where it has none. */
export const allowedOf = (type: string, model: DecisionModel): string | undefined => model.types[type]?.allowed;

function conformedTo(value: unknown, type: ItemType, model: DecisionModel, program: DecisionProgram, meets: Meets): unknown {
  if (value === null || value === undefined) return null;
  if (type.callable) return isFunction(value) ? value : MISFIT;
  if (type.collection) {
    const entries: unknown[] = Array.isArray(value) ? value : [value];
    const single = { ...type, collection: undefined, constraint: undefined } as ItemType;
    const fitted = entries.map((entry) => conformedTo(entry, single, model, program, meets));
    if (fitted.includes(MISFIT)) return MISFIT;
    return type.constraint !== undefined && !meets(type.constraint, fitted) ? MISFIT : fitted;
  }
  const fitted = type.members ? structure(unwrapped(value), type.members, model, program, meets) : type.base === undefined ? value : conformed(value, type.base, model, program, meets);
  if (fitted === MISFIT) return MISFIT;
  return [type.allowed, type.constraint].every((tests) => tests === undefined || meets(tests, fitted)) ? fitted : MISFIT;
}

function structure(value: unknown, members: NonNullable<ItemType['members']>, model: DecisionModel, program: DecisionProgram, meets: Meets): unknown {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return MISFIT;
  const fitted: Record<string, unknown> = { ...value };
  for (const [name, type] of Object.entries(members)) {
    if (!Object.hasOwn(fitted, name)) continue;
    fitted[name] = conformedTo(fitted[name], type, model, program, meets);
    if (fitted[name] === MISFIT) return MISFIT;
  }
  return fitted;
}

const unwrapped = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value);

const TESTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  Any: () => true,
  any: () => true,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => value instanceof FeelDate,
  time: (value) => value instanceof FeelTime,
  'date and time': (value) => value instanceof FeelDateTime,
  'days and time duration': (value) => value instanceof FeelDuration && !value.yearsMonths,
  'years and months duration': (value) => value instanceof FeelDuration && value.yearsMonths,
  duration: (value) => value instanceof FeelDuration,
  context: (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype,
  list: (value) => Array.isArray(value),
  range: isRange,
  function: isFunction,
};

/** Names that versions of DMN, and other tools, write for the same type. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  dateTime: 'date and time', dayTimeDuration: 'days and time duration', yearMonthDuration: 'years and months duration', integer: 'number', long: 'number', double: 'number', decimal: 'number',
};

function builtIn(value: unknown, written: string): unknown {
  const name = OTHER_NAMES[written] ?? written;
  const test = TESTS[name];
  // A type nobody has defined constrains nothing.
  if (!test || test(value)) return value;
  const single = unwrapped(value);
  if (single !== value && test(single)) return single;
  if (name === 'date and time' && single instanceof FeelDate) return dateAndTime(`${single.toString()}T00:00:00Z`);
  if (name === 'list') return [value];
  return MISFIT;
}
