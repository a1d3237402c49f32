/** Ids of one leaf: small enough that copying a leaf costs nothing, large enough that there are few of them. */
const BITS = 5;
const LEAF = 1 << BITS;

interface Leaf<T> {
  readonly owner: object | null;
  count: number;
  readonly items: (T | undefined)[];
}

/** What can be read by id, in ascending order of ids. */
export interface Readable<T> {
  readonly size: number;
  get(id: number): T | undefined;
  values(): T[];
}

/**
 * Values by ascending whole ids, never changed: a step copies the leaves it writes to and shares all others with the table
 * before it, so that its cost does not grow with what stands still.
 */
export class Table<T> implements Readable<T> {
  readonly size: number;
  readonly leaves: readonly (Leaf<T> | undefined)[];
  kept: Readonly<Record<number, T>> | undefined;

  constructor(leaves: readonly (Leaf<T> | undefined)[], size: number) {
    this.leaves = leaves;
    this.size = size;
  }

  /** A table with the entries of a record. */
  static of<T>(record: Readonly<Record<number, T>>): Table<T> {
    const draft = new Draft<T>(new Table([], 0));
    for (const [id, value] of Object.entries(record)) draft.set(Number(id), value);
    const table = draft.done();
    table.kept = record;
    return table;
  }

  get(id: number): T | undefined {
    return read(this.leaves, id);
  }

  values(): T[] {
    return list(this.leaves);
  }

  /** The same as a plain record; made when it is first asked for. */
  record(): Readonly<Record<number, T>> {
    if (!this.kept) {
      const record: Record<number, T> = {};
      this.leaves.forEach((leaf, at) => leaf?.items.forEach((item, place) => {
        if (item !== undefined) record[at * LEAF + place] = item;
      }));
      this.kept = Object.freeze(record);
    }
    return this.kept;
  }
}

/** A table while one step writes to it. */
export class Draft<T> implements Readable<T> {
  size: number;
  readonly base: Table<T>;
  readonly mark = {};
  leaves: (Leaf<T> | undefined)[] | null = null;

  constructor(base: Table<T>) {
    this.base = base;
    this.size = base.size;
  }

  get(id: number): T | undefined {
    return read(this.leaves ?? this.base.leaves, id);
  }

  values(): T[] {
    return list(this.leaves ?? this.base.leaves);
  }

  set(id: number, value: T): void {
    const leaf = this.own(id >>> BITS);
    const place = id & (LEAF - 1);
    if (leaf.items[place] === undefined) {
      leaf.count += 1;
      this.size += 1;
      // Filled up to here: a leaf has no holes, so that reading beyond its end is the only way to find nothing.
      while (leaf.items.length < place) leaf.items.push(undefined);
    }
    leaf.items[place] = value;
  }

  delete(id: number): void {
    if (this.get(id) === undefined) return;
    const leaf = this.own(id >>> BITS);
    leaf.items[id & (LEAF - 1)] = undefined;
    leaf.count -= 1;
    this.size -= 1;
    if (leaf.count === 0) this.leaves![id >>> BITS] = undefined;
  }

  /** The table as it is now; the same as before when nothing was written. The draft is not written to after that. */
  done(): Table<T> {
    return this.leaves === null ? this.base : new Table(this.leaves, this.size);
  }

  own(at: number): Leaf<T> {
    const leaves = (this.leaves ??= this.base.leaves.slice());
    while (leaves.length < at) leaves.push(undefined);
    const leaf = leaves[at];
    if (leaf?.owner === this.mark) return leaf;
    return (leaves[at] = { owner: this.mark, count: leaf?.count ?? 0, items: leaf ? leaf.items.slice() : [] });
  }
}

/** An id that is no whole number belongs to nobody. */
function read<T>(leaves: readonly (Leaf<T> | undefined)[], id: number): T | undefined {
  return id >>> 0 === id ? leaves[id >>> BITS]?.items[id & (LEAF - 1)] : undefined;
}

function list<T>(leaves: readonly (Leaf<T> | undefined)[]): T[] {
  const values: T[] = [];
  for (const leaf of leaves) {
    if (leaf === undefined) continue;
    for (const item of leaf.items) if (item !== undefined) values.push(item);
  }
  return values;
}
