/** Largest sum that is kept exactly, in 分. */
const MOST = BigInt(Number.MAX_SAFE_INTEGER);

/** A sum in 元 as people type it, with at most two decimals, as a whole number of 分; null when it is none. */
export function fenOf(text: string): number | null {
  const found = /^([+-]?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').replace(/,/g, '').trim());
  if (!found) return null;
  const fen = BigInt(found[2]!) * 100n + BigInt((found[3] ?? '').padEnd(2, '0'));
  return fen > MOST ? null : Number(found[1] === '-' ? -fen : fen);
}

/** A whole number of 分 in 元 with two decimals; undefined when it is no sum of money. */
export function yuanOf(fen: unknown): string | undefined {
  if (typeof fen !== 'number' || !Number.isSafeInteger(fen)) return undefined;
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
