import type { Change, ComparedPart, Described } from './change.ts';

type All = ReadonlyMap<string, Described>;

/** Every difference between two descriptions: by element in the order of the newer one, then what is gone. */
export function compareDescribed(part: ComparedPart, before: All, after: All, within?: string): Change[] {
  const place = { part, ...(within === undefined ? {} : { within }) };
  const about = ({ id, type, name }: Described) => ({ ...place, elementId: id, elementType: type, name });
  const whole = (kind: 'added' | 'removed', each: Described): Change => ({ ...about(each), kind, values: Object.entries(each.values).filter(([field]) => field !== 'name').map(([field, value]) => ({ field, value })) });
  return [
    ...[...after.values()].flatMap((now): Change[] => {
      const then = before.get(now.id);
      if (then === undefined) return [whole('added', now)];
      if (then.type !== now.type) return [whole('removed', then), whole('added', now)];
      const changed = (field: string, was: string | undefined, is: string | undefined): Change => ({ ...about(now), kind: 'changed', field, before: was ?? null, after: is ?? null });
      return [
        ...fieldsOf(then.values, now.values).filter((field) => then.values[field] !== now.values[field]).map((field) => changed(field, then.values[field], now.values[field])),
        ...fieldsOf(then.orders, now.orders).flatMap((field) => {
          const [was, is] = common(then.orders[field] ?? [], now.orders[field] ?? []);
          return was === is ? [] : [changed(`${field}#order`, was, is)];
        }),
      ];
    }),
    ...[...before.values()].filter(({ id }) => !after.has(id)).map((then) => whole('removed', then)),
  ];
}

/** What stands in both lists, in the order of each: what came or went is told of itself. */
function common(before: readonly string[], after: readonly string[]): [string, string] {
  return [before.filter((each) => after.includes(each)).join(', '), after.filter((each) => before.includes(each)).join(', ')];
}

/** In the order they stand in the newer one; what only the older one has comes last. */
const fieldsOf = (before: object, after: object): string[] => [...new Set([...Object.keys(after), ...Object.keys(before)])];
