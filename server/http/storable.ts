/** Whether every text in it, names too, can be stored: no NUL and no broken surrogates, which neither a database nor a hash can take. */
export function isStorable(value: unknown): boolean {
  // A list of what is left to look at: a body nested a hundred thousand deep has no stack to walk it on.
  const left: unknown[] = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'string' && (!one.isWellFormed() || one.includes('\0'))) return false;
    if (typeof one !== 'object' || one === null) continue;
    for (const [name, inner] of Object.entries(one)) left.push(name, inner);
  }
  return true;
}
