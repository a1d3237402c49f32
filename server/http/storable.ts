/** How deep values may be nested: what reads them walks them on the stack, and a database's own is smaller. */
const DEEPEST = 200;

/** Whether every text in it, names too, can be stored (no NUL and no broken surrogates, which neither a database nor a hash can take), and it is nested no deeper than it can be read. */
export function isStorable(value: unknown): boolean {
  // A list of what is left to look at: a body nested a hundred thousand deep has no stack to walk it on.
  const left: { readonly one: unknown; readonly depth: number }[] = [{ one: value, depth: 0 }];
  while (left.length > 0) {
    const { one, depth } = left.pop()!;
    if (typeof one === 'string' && (!one.isWellFormed() || one.includes('\0'))) return false;
    if (typeof one !== 'object' || one === null) continue;
    if (depth >= DEEPEST) return false;
    for (const [name, inner] of Object.entries(one)) left.push({ one: name, depth }, { one: inner, depth: depth + 1 });
  }
  return true;
}
