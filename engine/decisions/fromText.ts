import { dateAndTime, duration, parseDate, time } from 'feelin';
import type { DecisionModel, DecisionProgram, ItemType } from './model.ts';

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  date: parseDate, time, 'date and time': dateAndTime, dateTime: dateAndTime,
  'days and time duration': duration, 'years and months duration': duration, dayTimeDuration: duration, yearMonthDuration: duration, duration,
};

/** A case's value where a type says it is a date, time or duration: a case keeps them as text. Text that is none stays text. */
export function fromText(value: unknown, type: string, model: DecisionModel, program: DecisionProgram): unknown {
  if (value === null || value === undefined) return null;
  const own = model.types[type];
  if (own) return fromTextOf(value, own, model, program);
  const dot = type.indexOf('.');
  const imported = dot > 0 ? program.models[model.imports[type.slice(0, dot)] ?? ''] : undefined;
  if (imported) return fromText(value, type.slice(dot + 1), imported, program);
  const read = READERS[type.replace(/^feel:/, '')];
  return read && typeof value === 'string' ? (safely(read, value) ?? value) : value;
}

function fromTextOf(value: unknown, type: ItemType, model: DecisionModel, program: DecisionProgram): unknown {
  if (Array.isArray(value)) return value.map((entry) => fromTextOf(entry, type, model, program));
  if (type.members && typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, type.members![name] ? fromTextOf(each, type.members![name], model, program) : each]));
  }
  return type.base === undefined ? value : fromText(value, type.base, model, program);
}

function safely(read: (text: string) => unknown, text: string): unknown {
  try {
    return read(text);
  } catch {
    return null;
  }
}
