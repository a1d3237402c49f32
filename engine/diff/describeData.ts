import { canonical } from '../canonical.ts';
import type { Described } from './change.ts';

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };
type Members = { readonly [name: string]: Plain };

/**
 * A form, scenario or guide as things with flat values. An entry of a list that has an id, a name or a code is a thing of
 * its own, wherever it stands; everything else belongs to the thing around it.
 */
export function describeData(data: unknown, root: string, type: string): Map<string, Described> {
  const found = new Map<string, Described>();
  if (isMembers(data as Plain)) visit(data as Members, root, type);
  return found;

  function visit(thing: Members, id: string, kind: string): void {
    const values: Record<string, string> = {};
    const orders: Record<string, string[]> = {};
    found.set(id, { id, type: kind, name: nameOf(thing), values, orders });
    collect(thing, '', id, values, orders);
  }

  function collect(value: Plain, path: string, owner: string, values: Record<string, string>, orders: Record<string, string[]>): void {
    if (value === null || value === '') return;
    if (Array.isArray(value)) return collectList(value as readonly Plain[], path, owner, values, orders);
    if (!isMembers(value)) return void (values[path] = String(value));
    for (const [name, member] of Object.entries(value)) collect(member, path === '' ? name : `${path}/${name}`, owner, values, orders);
  }

  function collectList(list: readonly Plain[], path: string, owner: string, values: Record<string, string>, orders: Record<string, string[]>): void {
    if (list.length === 0) return;
    if (!list.every(isMembers)) return void (values[path] = list.map((each) => (isMembers(each) || Array.isArray(each) ? canonical(each) : String(each))).join(', '));
    const keys = keysOf(list as readonly Members[]);
    const own = (list as readonly Members[]).every((each) => OWN.some((name) => typeof each[name] === 'string'));
    orders[path] = keys;
    (list as readonly Members[]).forEach((each, index) => {
      if (own) visit(each, owner === root ? `${path}/${keys[index]}` : `${owner}/${path}/${keys[index]}`, path);
      else collect(each, `${path}[${keys[index]}]`, owner, values, orders);
    });
  }
}

/** Members by which an entry is known, as a thing of its own and as a part. */
const OWN = ['id', 'name', 'code'] as const;
const TELLING = [...OWN, 'value'] as const;

/** A key for each entry: what it is known by, else its place; equals are counted. */
function keysOf(list: readonly Members[]): string[] {
  const seen = new Map<string, number>();
  return list.map((each, index) => {
    const telling = TELLING.map((name) => each[name]).find((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean');
    const key = telling === undefined ? String(index + 1) : String(telling as string);
    const turn = (seen.get(key) ?? 0) + 1;
    seen.set(key, turn);
    return turn === 1 ? key : `${key}#${turn}`;
  });
}

/** The Chinese text people know it by, where it has one. */
function nameOf(thing: Members): string | null {
  for (const member of [thing['label'], thing['title'], thing['name']]) {
    const text = isMembers(member ?? null) ? (member as Members)['zh'] : member;
    if (typeof text === 'string' && text !== '') return text;
  }
  return null;
}

const isMembers = (value: Plain): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
