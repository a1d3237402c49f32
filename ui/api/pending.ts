const pending = new Map<string, string>();

/** The idempotency key of a command that has no definite answer yet; a new one where there is none. */
export function keyFor(identity: string): string {
  const known = pending.get(identity);
  if (known !== undefined) return known;
  const key = crypto.randomUUID();
  pending.set(identity, key);
  return key;
}

/** Forgets the key: the command has its answer, and the same content sent again is a new command. */
export function settle(identity: string): void {
  pending.delete(identity);
}
