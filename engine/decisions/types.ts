import { FeelDate, FeelDateTime, FeelDuration, FeelTime, dateAndTime, isFunction, isRange } from 'feelin';
import type { DecisionModel, DecisionProgram, ItemType } from './model.ts';

/** How strictly a value is looked at. */
export interface Fitting {
  /** Whether a value meets unary tests. */
  meets(tests: string, value: unknown): boolean;
  /** Take the value as it is: no list of one, no midnight. */
  readonly strict?: true;
}

/** Stands for a value that fits no type: null itself fits every type. */
export const MISFIT: unique symbol = Symbol('misfit');

/**
 * A value made to conform to a named type (DMN 1.5, 10.3.2.9.4): a list of one stands for its entry and an entry for a list
 * of one, a date for its midnight. MISFIT where it does not conform.
 */
export function conformed(value: unknown, type: string, model: DecisionModel, program: DecisionProgram, fitting: Fitting): unknown {
  if (value === null || value === undefined) return null;
  const own = model.types[type];
  if (own) return conformedTo(value, own, model, program, fitting);
  const unnamed = program.models[model.imports[''] ?? ''];
  if (unnamed?.types[type]) return conformed(value, type, unnamed, program, fitting);
  const dot = type.indexOf('.');
  const imported = dot > 0 ? program.models[model.imports[type.slice(0, dot)] ?? ''] : undefined;
  if (imported) return conformed(value, type.slice(dot + 1), imported, program, fitting);
  return builtIn(value, type, fitting.strict === true);
}

/**
 * A model's types as the evaluator can ask for them after `instance of`: by the shape of a value, whatever its allowed values
 * are. null is an instance of none.
 */
export function instances(model: DecisionModel, program: DecisionProgram): Record<string, unknown> {
  const asked = (type: string, of: DecisionModel) => {
    const callable = () => null;
    const has = (value: unknown): boolean => value !== null && value !== undefined && conformed(value, type, of, program, { meets: () => true, strict: true }) !== MISFIT;
    return Object.defineProperty(Object.assign(callable, { $args: [] }), Symbol.hasInstance, { value: has });
  };
  const own = Object.keys(model.types).map((type) => [type, asked(type, model)]);
  const imported = Object.entries(model.imports).flatMap(([name, namespace]) => {
    const other = program.models[namespace];
    return other ? [[name, Object.fromEntries(Object.keys(other.types).map((type) => [type, asked(type, other)]))]] : [];
  });
  return Object.fromEntries([...imported, ...own]) as Record<string, unknown>;
}

/** The unary tests that a named type puts on its values; undefined where it has none. */
export const allowedOf = (type: string, model: DecisionModel): string | undefined => model.types[type]?.allowed;

function conformedTo(value: unknown, type: ItemType, model: DecisionModel, program: DecisionProgram, fitting: Fitting): unknown {
  if (value === null || value === undefined) return null;
  if (type.callable) return isFunction(value) ? value : MISFIT;
  if (type.collection) {
    if (fitting.strict && !Array.isArray(value)) return MISFIT;
    const entries: unknown[] = Array.isArray(value) ? value : [value];
    const single = { ...type, collection: undefined, constraint: undefined } as ItemType;
    const fitted = entries.map((entry) => conformedTo(entry, single, model, program, fitting));
    if (fitted.includes(MISFIT)) return MISFIT;
    return type.constraint !== undefined && !fitting.meets(type.constraint, fitted) ? MISFIT : fitted;
  }
  const fitted = type.members ? structure(fitting.strict ? value : unwrapped(value), type.members, model, program, fitting) : type.base === undefined ? value : conformed(value, type.base, model, program, fitting);
  if (fitted === MISFIT) return MISFIT;
  return [type.allowed, type.constraint].every((tests) => tests === undefined || fitting.meets(tests, fitted)) ? fitted : MISFIT;
}

function structure(value: unknown, members: NonNullable<ItemType['members']>, model: DecisionModel, program: DecisionProgram, fitting: Fitting): unknown {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return MISFIT;
  const fitted: Record<string, unknown> = { ...value };
  for (const [name, type] of Object.entries(members)) {
    if (!Object.hasOwn(fitted, name)) {
      if (fitting.strict) return MISFIT;
      continue;
    }
    fitted[name] = conformedTo(fitted[name], type, model, program, fitting);
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

function builtIn(value: unknown, written: string, strict: boolean): unknown {
  const name = OTHER_NAMES[written] ?? written;
  const test = TESTS[name];
  // A type nobody has defined constrains nothing.
  if (!test || test(value)) return value;
  if (strict) return MISFIT;
  const single = unwrapped(value);
  if (single !== value && test(single)) return single;
  if (name === 'date and time' && single instanceof FeelDate) return dateAndTime(`${single.toString()}T00:00:00Z`);
  if (name === 'list') return [value];
  return MISFIT;
}
